import type { Ports } from '../../ports/index.ts';
import type { CustomFieldRecord } from '../../records/index.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';
import { membersByName, type MembersByName } from './members-by-name.ts';

/** What the meaning of rows depends on besides the file. */
export interface RowWorld {
  members: MembersByName;
  fields: readonly CustomFieldRecord[];
}

/** Reads it once for all rows. */
export async function rowWorld(ports: Pick<Ports, 'users' | 'customFields'>): Promise<RowWorld> {
  return { members: await membersByName(ports), fields: (await findCustomFields(ports)).fields };
}
