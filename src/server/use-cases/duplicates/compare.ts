import { identityOf, type Identity } from '../../../lib/domain/duplicates/identity.ts';
import { duplicateKeys, soughtKeys } from '../../../lib/domain/duplicates/keys.ts';
import { likenessOf, type Likeness } from '../../../lib/domain/duplicates/likeness.ts';
import type { Contact, Ports } from '../../ports/index.ts';

/** A customer that may be the same as another. */
export interface Match extends Likeness {
  id: string;
}

/** So many records of common keys are compared: a switchboard's number may stand in thousands. */
const mostCompared = 5000;

/**
 * What each of some customers may be the same as, the likeliest first, without what was dismissed. Two reads, however
 * many they are.
 */
export async function matchesOf(
  { customers, dismissals }: Pick<Ports, 'customers' | 'dismissals'>,
  contacts: readonly Contact[],
): Promise<Map<string, Match[]>> {
  const keys = new Set(contacts.flatMap(soughtKeys));
  const found = keys.size > 0 ? await customers.sharing([...keys], mostCompared) : [];
  const likely = new Map(contacts.map((contact) => [contact.id, contact]));
  const byKey = indexed([...new Map([...found, ...likely.values()].map((contact) => [contact.id, contact])).values()]);
  const matches = new Map(contacts.map((contact) => [contact.id, matching(contact, byKey)]));
  const matched = [...matches].filter(([, others]) => others.length > 0).map(([id]) => id);
  const dismissed = matched.length > 0 ? await dismissals.among(matched) : [];
  const apart = new Set(dismissed.map(pairKey));
  return new Map(
    [...matches].map(([id, others]) => [id, others.filter((other) => !apart.has(pairKey([id, other.id])))]),
  );
}

const pairKey = (pair: readonly [string, string]): string => pair.toSorted().join(':');

interface Compared {
  id: string;
  identity: Identity;
}
type Keyed = ReadonlyMap<string, readonly Compared[]>;

function indexed(contacts: readonly Contact[]): Keyed {
  const keyed = contacts.flatMap((contact) => {
    const compared = { id: contact.id, identity: identityOf(contact) };
    return duplicateKeys(contact).map((key) => ({ key, compared }));
  });
  const groups = Map.groupBy(keyed, ({ key }) => key);
  return new Map([...groups].map(([key, entries]) => [key, entries.map(({ compared }) => compared)]));
}

function matching(contact: Contact, byKey: Keyed): Match[] {
  const others = new Set(soughtKeys(contact).flatMap((key) => byKey.get(key) ?? []));
  const identity = identityOf(contact);
  return [...others]
    .filter(({ id }) => id !== contact.id)
    .flatMap((other) => {
      const likeness = likenessOf(identity, other.identity);
      return likeness ? [{ id: other.id, ...likeness }] : [];
    })
    .toSorted((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}
