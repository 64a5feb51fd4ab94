import { isDeepStrictEqual } from 'node:util';
import type { BulkRefusal } from '../../../lib/contracts/bulk.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import type { ActivityRecord, Versioned } from '../../records/index.ts';
import { valueAt } from '../activity/activity-of.ts';
import { refusalOf } from './refusal.ts';
import { reversible, type Collection, type FieldBack } from './reversible.ts';

/** What kind of record something happened to. */
export const collectionOf = ({ type }: Pick<ActivityRecord, 'type'>): Collection =>
  type.startsWith('task_') ? 'tasks' : type.startsWith('deal_') ? 'deals' : 'customers';

/**
 * Puts one record back to what it was before a batch: created ones go to the bin, deleted ones come back, and each
 * field that still is what the batch made it becomes what it was. Answers what stays, if only a part does.
 * @param done what the batch did to it, in order
 * @throws ProblemError when all of it stays
 */
export async function putBack(context: Context, done: readonly ActivityRecord[]): Promise<BulkRefusal | undefined> {
  const [first] = done;
  const newest = done.at(-1)?.batch;
  if (!first || !newest) throw new TypeError('Nothing was done');
  const collection = collectionOf(first);
  const kind = reversible[collection];
  const record = await kind.find(context.ports, newest.recordId);
  if (!record) throw new ProblemError('not_found', 'It is no longer there, or no longer for you to see.');
  const life = done.map(lifeOf).find((word) => word !== null);
  if (life) {
    // A deal goes to the bin and comes back with its customer.
    if (collection === 'deals' && life !== 'created') return undefined;
    await reverseLife(context, record, { life, collection, untouched: record.version === newest.version });
    return undefined;
  }
  const { back, stays } = split(record, done, kind.fields);
  if (back.length > 0) await kind.update(context, record.id, back);
  if (stays.length === 0) return undefined;
  const kept = new ProblemError('conflict', `${stays.join(', ')}: changed again since, so it stays.`);
  if (back.length === 0) throw kept;
  return refusalOf(record.id, kept);
}

type Life = 'created' | 'deleted' | 'restored';

const lifeOf = ({ type }: ActivityRecord): Life | null => {
  const word = type.replace(/^(task|deal)_/, '');
  return word === 'created' || word === 'deleted' || word === 'restored' ? word : null;
};

async function reverseLife(
  context: Context,
  { id, deletedAt }: Versioned,
  { life, collection, untouched }: { life: Life; collection: Collection; untouched: boolean },
): Promise<void> {
  const { remove, restore } = reversible[collection];
  if (life === 'deleted') {
    if (deletedAt) await restore(context, id);
    return;
  }
  if (deletedAt) return;
  if (!untouched) throw new ProblemError('conflict', 'Someone changed it since, so it stays.');
  await remove(context, id);
}

/** Told besides the fields: what a deal moved between, by name. */
const names: ReadonlySet<string> = new Set(['pipeline', 'stage']);

/** The fields that can be put back, and those that stay as someone made them since or that histories hold no value of. */
function split(
  record: Versioned,
  done: readonly ActivityRecord[],
  fields: ReadonlySet<string>,
): { back: FieldBack[]; stays: string[] } {
  const changes = done.flatMap((activity) => activity.changes).filter(({ path }) => !names.has(path));
  const paths = [...new Set(changes.map(({ path }) => path))];
  const net = paths.map((path): FieldBack => {
    const own = changes.filter((change) => change.path === path);
    return { path, from: own[0]?.from ?? null, to: own.at(-1)?.to ?? null };
  });
  const canGo = ({ path, to }: FieldBack) =>
    fields.has(path.split('.')[0] ?? '') && (path === 'tags' || isDeepStrictEqual(valueAt(record, path), to));
  return { back: net.filter(canGo), stays: net.filter((field) => !canGo(field)).map(({ path }) => path) };
}
