import type { Traces } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';
import type { Belongings } from './belongings-of.ts';

/** By what copies of all this are known. */
export const tracesOf = ({ customers, deals, tasks }: Belongings): Traces => ({
  customerIds: customers.map(({ id }) => id),
  dealIds: deals.map(({ id }) => id),
  taskIds: tasks.map(({ id }) => id),
  texts: [...new Set(customers.flatMap(textsOf))],
  said: [
    ...customers.flatMap(saidOf),
    ...deals.flatMap(({ title, lostReason }) => [title, lostReason]),
    ...tasks.flatMap(({ title, description, tags }) => [title, description, ...tags]),
  ],
});

/** Shorter ones stand for others as well. */
const shortest = 5;

/**
 * What names a person wherever it stands: the email, the phone number, first and last name together. A company is
 * searched for only where nothing else is known: others may speak of it with every right.
 */
function textsOf({ contactInfo }: CustomerRecord): string[] {
  const { email, phone, company, name } = contactInfo;
  const whole =
    name.first !== null && name.last !== null ? [`${name.first} ${name.last}`, `${name.last}, ${name.first}`] : [];
  const texts = [email, phone, ...whole].filter((text) => text !== null);
  return (texts.length > 0 ? texts : [company ?? '']).filter((text) => text.length >= shortest);
}

const saidOf = ({ contactInfo, address, tags, customFields, notes }: CustomerRecord): (string | null)[] => {
  const { name, ...contact } = contactInfo;
  return [
    ...Object.values(contact),
    contact.phone?.replace(/\D+/g, '') ?? null,
    ...[name.first, name.last],
    ...Object.values(address),
    ...tags,
    ...Object.values(customFields).flatMap((value) => (Array.isArray(value) ? value : [String(value)])),
    ...notes.map(({ content }) => content),
  ];
};
