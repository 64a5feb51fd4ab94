import { customerName } from '../../../lib/contracts/customer-name.ts';
import { listCustomersQuery } from '../../../lib/contracts/customer.ts';
import { may } from '../../../lib/domain/actor.ts';
import type { Context } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';

interface Named {
  id: string;
  name: string;
  /** The words of the line that name the customer. */
  text: string;
}

const mostWords = 8;
const mostPerWord = 10;
const mostSuggested = 3;
const shortest = 3;

/**
 * The customer a line names, and those it may name. Sure is a whole name that only one of them has; a suggestion is a
 * customer whose name begins with a word of the line. Whoever may not read customers is told of none.
 */
export async function namedCustomers(
  { ports, actor }: Context,
  line: string,
): Promise<{ customer: Named | null; suggestions: Named[] }> {
  const none = { customer: null, suggestions: [] };
  if (!may(actor, 'customers.read')) return none;
  const words = wordsOf(line);
  const found = new Map<string, CustomerRecord>();
  for (const word of words) {
    const { items } = await ports.customers.list(listCustomersQuery.parse({ q: word, limit: String(mostPerWord) }));
    for (const customer of items) found.set(customer.id, customer);
  }
  const whole = longestFirst([...found.values()].flatMap((customer) => wholeName(line, customer)));
  const best = whole.filter(({ text }) => text.length === whole[0]?.text.length);
  if (best.length === 1) return { customer: best[0]!, suggestions: [] };
  const begun = [...found.values()].flatMap((customer) => firstWord(words, customer));
  return { customer: null, suggestions: [...best, ...begun].slice(0, mostSuggested) };
}

/** Words that may begin a name: a company is seldom written small. */
const wordsOf = (line: string): string[] => {
  const words = (line.match(/[\p{L}\p{N}&-]+/gu) ?? []).filter(
    (word) => word.length >= shortest && !/^\p{Ll}/u.test(word),
  );
  return [...new Set(words)].slice(0, mostWords);
};

const namesOf = (customer: CustomerRecord): string[] => {
  const { company, name } = customer.contactInfo;
  const short = company?.replace(/[,\s]+(?:gmbh|ag|kg|inc|llc|ltd|corp|co|plc|sa|srl|bv|ab|oy|as)\.?$/i, '');
  return [company, short, [name.first, name.last].filter(Boolean).join(' ')].filter(
    (text): text is string => typeof text === 'string' && text.length >= shortest,
  );
};

function wholeName(line: string, customer: CustomerRecord): Named[] {
  const texts = namesOf(customer).flatMap((name) => {
    const at = line.toLowerCase().indexOf(name.toLowerCase());
    const around = [line.at(at - 1), line.at(at + name.length)];
    const alone =
      at >= 0 && (at === 0 || !/[\p{L}\p{N}]/u.test(around[0] ?? '')) && !/[\p{L}\p{N}]/u.test(around[1] ?? '');
    return alone ? [line.slice(at, at + name.length)] : [];
  });
  const [text] = texts.toSorted((a, b) => b.length - a.length);
  return text === undefined ? [] : [{ id: customer.id, name: customerName(customer), text }];
}

function firstWord(words: readonly string[], customer: CustomerRecord): Named[] {
  const first = customerName(customer).split(/\s+/)[0]?.toLowerCase() ?? '';
  const text = words.find((word) => word.toLowerCase() === first);
  return text === undefined ? [] : [{ id: customer.id, name: customerName(customer), text }];
}

const longestFirst = (named: readonly Named[]): Named[] => named.toSorted((a, b) => b.text.length - a.text.length);
