import type { Actor } from '../../../lib/domain/actor.ts';
import type { Context } from '../../ports/index.ts';
import type { CustomFieldRecord } from '../../records/index.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';
import { membersByName, type MembersByName } from './members-by-name.ts';

/** What the meaning of rows depends on besides the file. */
export interface RowWorld {
  members: MembersByName;
  fields: readonly CustomFieldRecord[];
  /** Whose rows they are: what someone may not see is not changed for them. */
  actor: Actor;
}

/** Reads it once for all rows. */
export async function rowWorld({ ports, actor }: Context): Promise<RowWorld> {
  return { members: await membersByName(ports), fields: (await findCustomFields(ports)).fields, actor };
}
