import { z } from 'zod';
import { id } from '../../lib/contracts/common.ts';
import { dismissDuplicatesRequest } from '../../lib/contracts/duplicates.ts';

/** `a,b` in a form or an address as ids. */
export const idList = z.string().transform((text) => text.split(','));

/** Says that customers are not the same; `back` is the customer whose page it was said on. */
export const dismissForm = z.object({
  ids: idList.pipe(dismissDuplicatesRequest.shape.ids),
  back: id.optional(),
});
