import { otherMethods } from '../server/http/other-methods.ts';
import { probeAnswer } from '../server/http/probes.ts';

export const prerender = false;

export const GET = () => probeAnswer(200, { status: 'ok' });

export const ALL = otherMethods({ GET });
