import type { ClientSession } from 'mongoose';
import type { Tx } from '../ports/index.ts';

/** Wraps the driver's session as the opaque transaction use-cases hand from `commit` to the stores. */
export const asTx = (session: ClientSession): Tx => session as unknown as Tx;

/** The options that put a write into its transaction. */
export const within = (tx: Tx): { session: ClientSession } => ({ session: tx as unknown as ClientSession });
