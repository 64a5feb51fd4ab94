import type { Import } from '../../../lib/contracts/import.ts';
import type { Context } from '../../ports/index.ts';
import { findImport } from './find-import.ts';
import { presentImport } from './present-import.ts';

/** One of the caller's imports. Throws ProblemError `forbidden` or `not_found`. */
export const getImport = async (context: Context, id: string): Promise<Import> =>
  presentImport(context, await findImport(context, id));
