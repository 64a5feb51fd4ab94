import { RateLimiterRes } from 'rate-limiter-flexible';
import type { ModelQuota } from '../ports.ts';

/**
 * A quota from a limiter of rate-limiter-flexible whose points are the requests and whose duration is a minute.
 * With RateLimiterMongo all processes share it.
 */
export function modelQuota(limiter: { consume(key: string): Promise<unknown> }): ModelQuota {
  return {
    async take(model) {
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
