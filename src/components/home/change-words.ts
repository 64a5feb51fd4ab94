import type { RecentChange } from '../../lib/contracts/dashboard.ts';
import { typeWords } from '../activity/activity-words.ts';

const ofCustomers: Partial<Record<RecentChange['type'], string>> = {
  created: 'added',
  updated: 'changed',
  restored: 'brought back',
  note_added: 'wrote a note about',
  interaction_logged: 'logged a contact with',
  interaction_updated: 'changed what was logged of',
  interaction_removed: 'took away what was logged of',
  merged: 'merged others into',
  merged_into: 'merged another into',
  merge_undone: 'undid a merge of',
};
const ofDeals: Partial<Record<RecentChange['type'], string>> = {
  deal_created: 'added',
  deal_updated: 'changed',
  deal_moved: 'moved',
  deal_won: 'won',
  deal_lost: 'lost',
  deal_reopened: 'opened again',
  deal_restored: 'brought back',
};

/** What was done, between who did it and the name of the record: `won`, `wrote a note about`. */
export const changeWordsOf = ({ type }: Pick<RecentChange, 'type'>): string =>
  ofCustomers[type] ?? ofDeals[type] ?? typeWords[type].replace(/:$/, '');

export const recordHref = ({ kind, id }: RecentChange['record']): string => `/app/${kind}s/${id}`;
