import type { customerStatuses } from '../../contracts/customer.ts';
import { foldHeading } from './headings.ts';

type Status = (typeof customerStatuses)[number];

/** Words for where a customer stands: ours, and those of HubSpot's lifecycle, Salesforce's and HubSpot's lead status. */
const statusWords: Record<Status, readonly string[]> = {
  lead: [
    'Lead',
    'New',
    'Open',
    'Open - Not contacted',
    'Subscriber',
    'Other',
    'Attempted to contact',
    'Cold lead',
    'Warm lead',
  ],
  prospect: [
    'Prospect',
    'Marketing qualified lead',
    'Sales qualified lead',
    'Opportunity',
    'Working',
    'Working - Contacted',
    'Contacted',
    'Connected',
    'In progress',
    'Open deal',
    'Qualified',
    'Nurturing',
    'Hot lead',
  ],
  customer: ['Customer', 'Client', 'Evangelist', 'Converted', 'Closed - Converted', 'Active', 'Won', 'Kunde'],
  inactive: ['Inactive', 'Closed - Not converted', 'Unqualified', 'Bad timing', 'Lost', 'Churned', 'Former customer'],
};
const statuses = new Map(
  Object.entries(statusWords).flatMap(([status, words]) =>
    words.map((word) => [foldHeading(word), status as Status] as const),
  ),
);

/** Our word for a status in anyone's words; null when nobody knows it. */
export const statusOf = (word: string): Status | null => statuses.get(foldHeading(word)) ?? null;

const sources = new Map(
  Object.entries({
    website: ['Web', 'Website', 'Organic search', 'Direct traffic', 'Paid search'],
    referral: ['Referral', 'Referrals', 'Partner referral', 'Employee referral', 'External referral', 'Word of mouth'],
    'cold-call': ['Cold call', 'Cold calling', 'Phone inquiry'],
    social: ['Social', 'Social media', 'Organic social', 'Paid social'],
    event: ['Event', 'Trade show', 'Conference', 'Seminar'],
    other: ['Other', 'Other campaigns', 'Offline sources'],
  }).flatMap(([source, words]) => words.map((word) => [foldHeading(word), source] as const)),
);

/** Our word for a usual source in others' words; any other as it is. */
export const sourceOf = (word: string): string => sources.get(foldHeading(word)) ?? word;

/** `Dana Reyes` and `Reyes, Dana`; a single word is a last name. */
export function splitName(name: string): { first: string | null; last: string | null } {
  const comma = name.indexOf(',');
  const [first, last] =
    comma > 0
      ? [name.slice(comma + 1), name.slice(0, comma)]
      : [name.slice(0, Math.max(0, name.lastIndexOf(' '))), name.slice(name.lastIndexOf(' ') + 1)];
  return { first: first.trim() || null, last: last.trim() || null };
}

/** Tags separated by semicolons, else by commas; each once. */
export const splitTags = (text: string): string[] => [
  ...new Set(
    text
      .split(text.includes(';') ? ';' : ',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

/** The first of several addresses in one cell. */
export const firstAddress = (text: string): string => text.split(/[,;\s]+/).find(Boolean) ?? '';

/** A cell as it was before a spreadsheet was kept from running it as a formula: see our own export. */
export const withoutGuard = (cell: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell);

const most = 40;
/** A cell's text as a fault quotes it. */
export const quoted = (cell: string): string => `“${cell.length > most ? `${cell.slice(0, most)}…` : cell}”`;
