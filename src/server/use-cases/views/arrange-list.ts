import type { Density, ViewList } from '../../../lib/contracts/view.ts';
import { id as idSchema } from '../../../lib/contracts/common.ts';
import { movedColumn } from '../../../lib/domain/views/columns.ts';
import type { Context } from '../../ports/index.ts';
import { updateListSettings } from './list-settings.ts';

interface Arranged {
  list: ViewList;
  /** The list's query: what it says now. */
  query: URLSearchParams;
  /** All columns in order, and those of them that are ticked; null puts back the standard. */
  columns: { order: readonly string[]; ticked: ReadonlySet<string> } | null;
  density: Density;
  /** One to be moved besides. */
  move?: { column: string; by: 'up' | 'down' } | undefined;
}

/**
 * Arranges a list: for good where no view is open, else in the address, so that it can be saved in the view or not.
 * Answers the list's query from now on. Throws ProblemError as `updateListSettings`.
 */
export async function arrangeList(
  context: Context,
  { list, query, columns, density, move }: Arranged,
): Promise<URLSearchParams> {
  const next = new URLSearchParams(query);
  next.delete('columns');
  next.delete('density');
  const chosen = columns && orderOf(columns.order, move).filter((name) => columns.ticked.has(name));
  if (!idSchema.safeParse(next.get('view')).success) {
    const patch = { columns: chosen, density: columns ? density : ('comfortable' as const) };
    await updateListSettings(context, { list, patch });
  } else if (chosen) {
    next.set('columns', chosen.join(','));
    next.set('density', density);
  }
  return next;
}

const orderOf = (order: readonly string[], move: Arranged['move']): readonly string[] =>
  move ? movedColumn(order, move.column, move.by) : order;
