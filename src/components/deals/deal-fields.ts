import { formatAmount, readAmount } from '../../lib/client/money.ts';
import type { InPlaceField } from '../ui/in-place-field.ts';

/** What people write on a deal. A day is kept as its start in UTC. */
export const dealFields: readonly InPlaceField[] = [
  { path: 'title', label: 'Title', max: 200, required: true },
  {
    path: 'value',
    label: 'Value',
    type: 'amount',
    max: 20,
    show: (value) => (typeof value === 'number' ? formatAmount(value) : ''),
    read: (text) => {
      const value = readAmount(text);
      return value === null ? { fault: 'must be an amount such as 12,500.50' } : { value };
    },
  },
  {
    path: 'expectedCloseDate',
    label: 'Closes',
    type: 'date',
    show: (value) => (typeof value === 'string' ? value.slice(0, 10) : ''),
    read: (text) => ({ value: `${text}T00:00:00.000Z` }),
  },
];

/** Usual reasons, to begin with. */
export const lostReasons = ['Price', 'Chose a competitor', 'No budget', 'No decision', 'Bad timing', 'Missing feature'];
