import { z } from 'zod';
import { id } from '../../../lib/contracts/common.ts';

const generation = id;

/** The form of a proposal as the page posts it; `tickedChanges` reads which are ticked. */
export const proposalForms = [
  z.object({ intent: z.literal('apply-proposal'), generation }).catchall(z.string()),
  z.object({ intent: z.literal('apply-all'), generation }),
  z.object({ intent: z.literal('discard-proposal'), generation }),
] as const;
