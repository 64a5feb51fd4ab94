import { seededRandom } from '../../src/lib/planning/random.ts';
import type { CustomerRecord } from '../../src/server/records/index.ts';

const syllables = 'ba be bo ca ce co da de di do el en fa fi ga go ha hi ka ki la li lo ma mi mo na ne no'.split(' ');
const more = 'pa pe ra re ri ro sa se si so ta te ti to tra tri va ve vi wa we wo xa ya ze zo ner son berg'.split(' ');
const parts = [...syllables, ...more];
const statuses = ['lead', 'prospect', 'customer', 'inactive'] as const;
const sources = ['website', 'referral', 'cold-call', 'social', 'event', 'other'];
const mailHosts = ['gmail.com', 'outlook.com', 'yahoo.com', 'gmx.de', 'icloud.com'];
const start = Date.UTC(2021, 0, 1);

/** Made-up words, the same each time: number 0 is the most common one of a language. */
export const word = (number: number, from = 0): string => {
  let rest = number + parts.length * (1 + from);
  let made = '';
  for (; rest > 0; rest = Math.floor(rest / parts.length)) made += parts[rest % parts.length] ?? '';
  return made;
};
const title = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Invented customers, the same each time. Words are as unevenly common as in a language (Zipf's law), a third of the
 * addresses are at five mail hosts, one customer in five has a note.
 */
export function* inventedCustomers(count: number, ids: { next(): string }): Generator<CustomerRecord> {
  const random = seededRandom(20261127);
  /** 0 most often, as unevenly as words are used. */
  const rank = (most: number) => Math.floor(most ** random()) - 1;
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  for (let number = 0; number < count; number += 1) {
    const first = title(word(rank(1500)));
    const last = title(word(rank(8000), 40));
    const company = `${title(word(rank(30_000), 600))} ${pick(['GmbH', 'Ltd', 'Inc', 'AG', 'Industries', 'Services'])}`;
    const host = random() < 0.33 ? pick(mailHosts) : `${company.split(' ')[0]!.toLowerCase()}.example`;
    const createdAt = new Date(start + number * 1_800_000);
    const notes = Array.from({ length: 18 }, () => word(rank(6000), 20)).join(' ');
    yield {
      id: ids.next(),
      contactInfo: {
        email: `${first}.${last}.${number}@${host}`.toLowerCase(),
        phone: `+49 30 ${String(10_000_000 + number * 7)}`,
        company,
        industry: pick(['Manufacturing', 'Energy', 'Software', 'Food', 'Finance', 'Logistics', 'Travel', 'Research']),
        name: { first, last },
        website: `https://${host}`,
      },
      address: {
        street: `${title(word(rank(4000), 60))} ${1 + (number % 90)}`,
        city: title(word(rank(400), 200)),
        state: null,
        country: pick(['Germany', 'Portugal', 'Canada', 'Kenya', 'Japan']),
        zipCode: String(10_000 + (number % 80_000)),
      },
      status: pick(statuses),
      source: pick(sources),
      assignedTo: null,
      pipelineId: null,
      pipelineStage: null,
      tags: random() < 0.3 ? [pick(['vip', 'newsletter', 'renewal', 'partner'])] : [],
      customFields: { region: pick(['north', 'south', 'east', 'west']) },
      lastContactAt: null,
      notes: random() < 0.2 ? [{ id: ids.next(), content: notes, authorId: null, createdAt }] : [],
      version: 1,
      fieldVersions: {},
      deletedAt: null,
      createdAt,
      updatedAt: createdAt,
    };
  }
}
