import { RateLimiterRes } from 'rate-limiter-flexible';
import type { ModelQuota } from '../ports/index.ts';

interface Limiter {
  consume(key: string): Promise<unknown>;
}

/**
 * A quota from limiters of rate-limiter-flexible whose duration is a minute; they differ in the requests they allow and
 * count together. With RateLimiterMongo all processes do.
 */
export function modelQuota(limiterOf: (perMinute: number) => Limiter): ModelQuota {
  const limiters = new Map<number, Limiter>();
  return {
    async take(model, perMinute) {
      const limiter = limiters.get(perMinute) ?? limiterOf(perMinute);
      limiters.set(perMinute, limiter);
      try {
        await limiter.consume(model);
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
        throw refusal;
      }
    },
  };
}
