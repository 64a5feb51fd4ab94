import { invalid } from '../../../lib/domain/errors.ts';
import { isColumn } from '../../../lib/domain/views/columns.ts';
import { canSort, faultOfFilters, filterText, filterValues } from '../../../lib/domain/views/filters.ts';
import type { Context } from '../../ports/index.ts';
import type { ViewRecord } from '../../records/index.ts';
import { requirePermission } from '../shared/authorise.ts';

/**
 * A view as it is kept, its filters in one spelling. Custom fields are not looked up: they come and go.
 * @throws ProblemError `forbidden` for who may not share, or `validation_failed` for what its list does not have
 */
export function checkedView({ actor }: Context, view: ViewRecord): ViewRecord {
  if (view.shared) requirePermission(actor, 'views.share', 'share views');
  const fault = faultOfFilters(view.list, view.filters);
  if (fault !== null) throw invalid('filters', fault);
  if (view.sort !== null && !canSort(view.list, view.sort)) throw invalid('sort', 'is no order of this list');
  checkColumns(view);
  return { ...view, filters: filterText(filterValues(view.filters)) };
}

/** Throws ProblemError `validation_failed` for what is no column of the list. */
export function checkColumns({ list, columns }: Pick<ViewRecord, 'list' | 'columns'>): void {
  const unknown = columns?.find((name) => !isColumn(list, name));
  if (unknown !== undefined) throw invalid('columns', `${unknown} is no column of ${list}`);
}
