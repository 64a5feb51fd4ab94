/** Messages at once, and how many more each second. */
const burst = 40;
const perSecond = 10;
/** A client that goes on regardless is cut off. */
const patience = 200;

export type Verdict = 'ok' | 'too_many' | 'hopeless';

/** A token bucket for the messages of one socket. */
export function createMessageLimit(now: () => number = () => performance.now()): () => Verdict {
  let tokens = burst;
  let at = now();
  let refused = 0;
  return () => {
    const current = now();
    tokens = Math.min(burst, tokens + ((current - at) / 1000) * perSecond);
    at = current;
    if (tokens >= 1) {
      tokens -= 1;
      return 'ok';
    }
    refused += 1;
    return refused > patience ? 'hopeless' : 'too_many';
  };
}
