import type { Connection } from 'mongoose';
import type { DataDump } from '../ports/index.ts';

interface Area {
  collection: string;
  /** Only these documents. */
  filter?: Record<string, unknown>;
  /** Secrets. What only serves to sort and search is left out everywhere. */
  omit?: readonly string[];
}

/** What people have of their own, by the name of its file. */
const areas: Record<string, Area> = {
  customers: { collection: 'customers' },
  deals: { collection: 'deals' },
  tasks: { collection: 'tasks' },
  pipelines: { collection: 'pipelines' },
  'mail-templates': { collection: 'mailTemplates' },
  interactions: { collection: 'interactions' },
  comments: { collection: 'comments' },
  activities: { collection: 'activities' },
  'stage-entries': { collection: 'stageEntries' },
  'time-entries': { collection: 'timeEntries' },
  reminders: { collection: 'reminders' },
  'plan-ratings': { collection: 'planRatings' },
  'automation-runs': { collection: 'automationRuns' },
  mails: { collection: 'mails' },
  members: { collection: 'users', omit: ['passwordHash'] },
  views: { collection: 'views' },
  settings: { collection: 'settings', filter: { _id: { $in: ['ai', 'company', 'customFields'] } } },
  merges: { collection: 'merges' },
  'ai-usage': { collection: 'usage' },
  audit: { collection: 'audit' },
};

/** The rest: secrets, what is derived or under way, and what is a member's for a moment. */
export const notDumped: ReadonlySet<string> = new Set([
  ...['sessions', 'refreshTokens', 'oneTimeTokens', 'apiKeys'],
  ...['allowances', 'automationTurns', 'batchItems', 'batchJobs', 'generations', 'idempotencyKeys', 'leases'],
  ...[
    'dealChanges',
    'outbox',
    'positions',
    'presence',
    'samples',
    'stagePackRevisions',
    'stagePacks',
    'timers',
    'vocabulary',
  ],
  ...['dismissedDuplicates', 'erasures', 'guidance', 'importFaults', 'importPieces', 'imports', 'listChoices'],
  ...['notificationPreferences', 'notifications'],
]);
export const dumped: ReadonlySet<string> = new Set(Object.values(areas).map(({ collection }) => collection));

/** Derived, to sort and search by. */
const derived = [
  ...['words', 'nameKey', 'titleKey', 'dueKey', 'closeKey', 'fieldKeys', 'duplicateKeys', 'spanStart', 'spanEnd'],
  ...['statusRank', 'priorityRank', 'alive', 'fieldVersions', 'fence'],
];

/** Links that log someone in, or let them in, are no data of anyone's. */
const withoutTokens = (line: string): string => line.replace(/([?&](?:token|invite)=)[\w.-]+/g, '$1…');

export function createDataDump(connection: Connection): DataDump {
  return {
    areas: Object.keys(areas),
    count: async () => {
      const counts = Object.values(areas).map(({ collection, filter = {} }) =>
        connection.collection(collection).countDocuments(filter),
      );
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    },
    async *lines(area) {
      const { collection, filter = {}, omit = [] } = areas[area] ?? {};
      if (collection === undefined) throw new Error(`There is no area ${area}`);
      const projection = Object.fromEntries([...derived, ...omit].map((field) => [field, 0]));
      const found = connection.collection(collection).find(filter, { projection }).sort({ _id: 1 }).batchSize(500);
      for await (const { _id, ...rest } of found) yield `${withoutTokens(JSON.stringify({ id: _id, ...rest }))}\n`;
    },
  };
}
