import { z } from 'zod';
import { id, queryBoolean } from '../../lib/contracts/common.ts';
import { createViewRequest, density, viewList } from '../../lib/contracts/view.ts';

const emptyIsNull = z.string().transform((text) => text || null);
const names = z.string().transform((text) => text.split(',').filter(Boolean));
const version = z.coerce.number().int().min(1);

/** What a list shows, as its forms carry it. */
const shown = { filters: z.string(), sort: emptyIsNull, columns: names, density };

/** Everything the bar above a list may be sent, told apart by its button. */
export const viewsForm = z.discriminatedUnion('intent', [
  z
    .object({ intent: z.literal('save'), list: viewList, name: createViewRequest.shape.name, ...shown })
    .extend({ shared: z.literal('yes').optional() }),
  z.object({ intent: z.literal('keep'), view: id, version, ...shown }),
  z.object({ intent: z.literal('rename'), view: id, version, name: createViewRequest.shape.name }),
  z.object({ intent: z.literal('share'), view: id, shared: queryBoolean }),
  z.object({ intent: z.literal('first'), list: viewList, view: id, first: queryBoolean }),
  z.object({ intent: z.literal('delete'), view: id }),
  z.object({ intent: z.literal('restore'), view: id }),
  z.looseObject({
    intent: z.enum(['columns', 'standard']),
    list: viewList,
    here: z.string().max(4000),
    order: names,
    density,
    move: z
      .string()
      .regex(/^(up|down):/)
      .optional(),
  }),
]);
export type ViewsChange = z.output<typeof viewsForm>;

/** The name of a column’s tick. */
export const tickName = (column: string): string => `show:${column}`;
