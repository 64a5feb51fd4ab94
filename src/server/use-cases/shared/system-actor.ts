import type { Actor } from '../../../lib/domain/actor.ts';

/** Who does what nobody asked for by name: generation results, clean-ups. */
export const systemActor: Actor = { kind: 'system', id: null, name: 'Throughline' };
