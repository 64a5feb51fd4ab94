import { RateLimiterMemory, RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from '../../lib/domain/errors.ts';
import type { Environment } from '../env.ts';
import type { RateLimiter } from '../ports/index.ts';

type Bucket = Parameters<RateLimiter['consume']>[0];
type Limits = Pick<
  Environment,
  'RATE_LIMIT_API' | 'RATE_LIMIT_LOGIN' | 'RATE_LIMIT_PUBLIC' | 'RATE_LIMIT_LEADS' | 'RATE_LIMIT_GENERATE'
>;

const minute = 60;
const day = 24 * 60 * 60;
/** So many mails that nobody here asked for reach one address in a day. */
const lettersPerDay = 2;

/** Requests for each key of a bucket, within its `durationOf`. */
const pointsOf = (limits: Limits): Record<Bucket, number> => ({
  api: limits.RATE_LIMIT_API,
  login: limits.RATE_LIMIT_LOGIN,
  register: limits.RATE_LIMIT_PUBLIC,
  reset: limits.RATE_LIMIT_LOGIN,
  public: limits.RATE_LIMIT_PUBLIC,
  leads: limits.RATE_LIMIT_LEADS,
  generate: limits.RATE_LIMIT_GENERATE,
  letters: lettersPerDay,
});

const durationOf = (bucket: Bucket) => (bucket === 'letters' ? day : minute);

/** Those an attacker gains from spreading over processes: counted in the database. The rest cost no write per request. */
const shared: readonly Bucket[] = ['login', 'register', 'reset', 'public', 'leads', 'letters'];

interface MongoOptions {
  /** mongoose's connection, or anything with `collection(name)`. */
  connection: object;
}

/** While the database is away, each process counts by itself. */
function mongoLimiter(bucket: Bucket, points: number, { connection }: MongoOptions) {
  return new RateLimiterMongo({
    storeClient: connection,
    tableName: 'rateLimits',
    keyPrefix: bucket,
    points,
    duration: durationOf(bucket),
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: bucket, points, duration: durationOf(bucket) }),
  });
}

/** Fixed windows of a minute or a day, by bucket and key; see `pointsOf`. Without `mongo` every bucket counts in this process. */
export function createRateLimiter(limits: Limits, mongo?: MongoOptions): RateLimiter {
  const points = pointsOf(limits);
  const limiterOf = (bucket: Bucket) =>
    mongo && shared.includes(bucket)
      ? mongoLimiter(bucket, points[bucket], mongo)
      : new RateLimiterMemory({ keyPrefix: bucket, points: points[bucket], duration: durationOf(bucket) });
  const limiters = new Map<Bucket, RateLimiterMongo | RateLimiterMemory>();
  const limiter = (bucket: Bucket) => {
    const found = limiters.get(bucket) ?? limiterOf(bucket);
    limiters.set(bucket, found);
    return found;
  };
  return {
    consume: async (bucket, key) => {
      try {
        await limiter(bucket).consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw new ProblemError('rate_limited', `Too many requests. Try again in ${seconds} s.`, {
          retryAfter: seconds,
        });
      }
    },
    forgive: async (bucket, key) => {
      await limiter(bucket).reward(key);
    },
  };
}
