import { Types } from 'mongoose';
import type { Owned } from '../../lib/domain/own-records.ts';

/** Whose records a store finds: one member's own, or with null everyone's. */
export type Owner = string | null;

/** What holds for a member's own records, by the fields that name owners: as `ownersOf` has it. None for everyone's. */
export function ownedBy(owner: Owner, fields: readonly (keyof Owned)[]): Record<string, unknown>[] {
  if (owner === null) return [];
  const id = new Types.ObjectId(owner);
  const named = fields.map((field) => ({ [field]: id }));
  return named.length === 1 ? named : [{ $or: named }];
}
