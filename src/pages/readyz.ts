import { otherMethods } from '../server/http/other-methods.ts';
import { probeAnswer, readiness } from '../server/http/probes.ts';

export const prerender = false;

export const GET = async () => {
  const state = await readiness();
  return probeAnswer(state.status === 'ready' ? 200 : 503, state);
};

export const ALL = otherMethods({ GET });
