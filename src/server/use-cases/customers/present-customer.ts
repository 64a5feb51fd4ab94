import type { MemberRef } from '../../../lib/contracts/common.ts';
import type { Customer, Note } from '../../../lib/contracts/customer.ts';
import type { Ports } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';
import { memberRefs, refOf } from '../shared/member-refs.ts';
import { withoutNulls } from './customer-fields.ts';

type NoteRecord = CustomerRecord['notes'][number];
type Members = Pick<Ports, 'users'>;

/** So many notes come with a customer; the rest by themselves. */
const shownNotes = 20;

const newest = (notes: readonly NoteRecord[], most: number): NoteRecord[] => notes.slice(-most).reverse();

/** A customer as the API shows it, in one read of the members it names. */
export async function presentCustomer(ports: Members, record: CustomerRecord): Promise<Customer> {
  return toCustomer(record, await memberRefs(ports, membersOf(record)));
}

/** Several customers, in one read of all members they name. */
export async function presentCustomers(ports: Members, records: readonly CustomerRecord[]): Promise<Customer[]> {
  const refs = await memberRefs(ports, records.flatMap(membersOf));
  return records.map((record) => toCustomer(record, refs));
}

/** Notes as the API shows them, newest first. */
export async function presentNotes(ports: Members, notes: readonly NoteRecord[]): Promise<Note[]> {
  const refs = await memberRefs(
    ports,
    notes.map(({ authorId }) => authorId),
  );
  return newest(notes, notes.length).map((note) => toNote(note, refs));
}

const membersOf = ({ assignedTo, notes }: CustomerRecord): (string | null)[] => [
  assignedTo,
  ...newest(notes, shownNotes).map(({ authorId }) => authorId),
];

const toNote = (
  { id, content, mentions, authorId, via, createdAt }: NoteRecord,
  refs: ReadonlyMap<string, MemberRef>,
): Note => ({
  id,
  content,
  mentions: mentions ?? [],
  author: refOf(authorId, refs),
  via: via ?? null,
  createdAt: createdAt.toISOString(),
});

const toCustomer = (record: CustomerRecord, refs: ReadonlyMap<string, MemberRef>): Customer => ({
  id: record.id,
  contactInfo: record.contactInfo,
  address: record.address,
  status: record.status,
  source: record.source,
  assignedTo: record.assignedTo,
  assignee: refOf(record.assignedTo, refs),
  pipelineId: record.pipelineId,
  pipelineStage: record.pipelineStage,
  tags: record.tags,
  customFields: withoutNulls(record.customFields),
  notes: newest(record.notes, shownNotes).map((note) => toNote(note, refs)),
  lastContactAt: record.lastContactAt?.toISOString() ?? null,
  deletedAt: record.deletedAt?.toISOString() ?? null,
  version: record.version,
  createdAt: record.createdAt.toISOString(),
  updatedAt: record.updatedAt.toISOString(),
});
