import type { Ports, SettingsStore } from '../../ports/index.ts';

export type Collection = 'customers' | 'tasks' | 'deals';

/**
 * Ports that have read the records of a chunk, each member it names and the custom fields once: use-cases find them as
 * if each had read its own. Good until the chunk commits.
 */
export async function readAhead(ports: Ports, collection: Collection, ids: readonly string[]): Promise<Ports> {
  const users = { ...ports.users, ...rememberUsers(ports.users) };
  const customFields = rememberSettings(ports.customFields);
  if (collection === 'customers') {
    return { ...ports, users, customFields, customers: await withFound(ports.customers, ids) };
  }
  if (collection === 'deals') return { ...ports, users, deals: await withFound(ports.deals, ids) };
  return { ...ports, users, tasks: await withFound(ports.tasks, ids) };
}

interface Findable<Kept> {
  find(id: string): Promise<Kept | null>;
  findMany(ids: readonly string[]): Promise<Kept[]>;
}

async function withFound<Kept extends { id: string }, Store extends Findable<Kept>>(
  store: Store & Findable<Kept>,
  ids: readonly string[],
): Promise<Store> {
  const found = new Map((await store.findMany(ids)).map((record) => [record.id, record]));
  const read = new Set(ids);
  return {
    ...store,
    find: (id: string) => (read.has(id) ? Promise.resolve(found.get(id) ?? null) : store.find(id)),
  };
}

function rememberSettings<Settings>(store: SettingsStore<Settings>): SettingsStore<Settings> {
  let found: Promise<Settings | null> | undefined;
  return { ...store, find: () => (found ??= store.find()) };
}

function rememberUsers(users: Ports['users']): Pick<Ports['users'], 'find' | 'findMany'> {
  const found = new Map<string, ReturnType<typeof users.find>>();
  const find = (id: string) => {
    const known = found.get(id) ?? users.find(id);
    found.set(id, known);
    return known;
  };
  return {
    find,
    findMany: async (ids) => (await Promise.all(ids.map(find))).filter((user) => user !== null),
  };
}
