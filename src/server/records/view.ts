import type { Density, ViewList } from '../../lib/contracts/view.ts';
import type { Versioned } from './versioned.ts';

/** A way to look at a list, kept under a name. */
export interface ViewRecord extends Versioned {
  list: ViewList;
  name: string;
  /** As in the list's address: `assignedTo=me&status=lead`. */
  filters: string;
  sort: string | null;
  columns: string[] | null;
  density: Density | null;
  shared: boolean;
  ownerId: string;
}

/** What a member chose of a list. */
export interface ListChoice {
  columns: string[] | null;
  density: Density;
  defaultView: string | null;
}
