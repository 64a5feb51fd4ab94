import type { Customer } from '../../../lib/contracts/customer.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import type { CustomerEdits } from './customer-edits.ts';

/** What the parts of a customer's page are drawn from, and what they may ask for. */
export interface CustomerView {
  customer: Customer;
  members: readonly Member[];
  zone: string;
  /** ISO 8601: the same on server and browser until the page lives. */
  now: string;
  /** False until the island runs: then forms need their buttons. */
  live: boolean;
  edits: CustomerEdits;
  /** What a posted form got wrong, by path, from the server. */
  errors: Readonly<Record<string, string>>;
  /** What was typed into it. */
  typed: Readonly<Record<string, string>>;
  /** The version a person saw when they entered a field; edits are based on it. */
  enter(path: string): void;
  leave(): void;
  /** The field being edited and what it showed when it was entered: others' changes must not overwrite the typing. */
  editing: { path: string; base: number; shown: string } | null;
}
