import { isDeepStrictEqual } from 'node:util';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Versioned } from '../../records/index.ts';

/** A merge patch of a record: any part of its plain objects; arrays, dates and null stand for themselves. */
export type PatchOf<Value> = Value extends readonly unknown[] | Date
  ? Value
  : Value extends object
    ? { [Key in keyof Value]?: PatchOf<Value[Key]> | undefined }
    : Value;

export interface Patched<Record> {
  /** The record as it would be: the next version, its changed paths stamped. The very same object when nothing changes. */
  record: Record;
  /** Dotted paths of the leaves that change, e.g. `contactInfo.name.first`. */
  changed: string[];
  /** Those of them that someone else changed since the version the caller knew. Not empty: refuse (`conflict`). */
  conflicts: string[];
}

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Whether one path is the other or lies within it. */
export const overlaps = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);

/**
 * Applies a merge patch (RFC 7396, but null is a value: every field of a record is there) to a record of which the
 * caller last saw `expectedVersion`; without it, or when nothing overlaps what changed since, the patch wins.
 */
export function applyPatch<Record extends Versioned>(
  record: Record,
  patch: PatchOf<Omit<Record, keyof Versioned>>,
  { expectedVersion, now }: { expectedVersion?: number | undefined; now: Date },
): Patched<Record> {
  const changed: string[] = [];
  const merged = merge(record as unknown as Plain, patch, '', changed) as unknown as Record;
  if (changed.length === 0) return { record, changed, conflicts: [] };
  const since = expectedVersion === undefined ? [] : changedSince(record, expectedVersion);
  const conflicts = changed.filter((path) => since.some((other) => overlaps(path, other)));
  return { record: stamp(merged, changed, now), changed, conflicts };
}

/** The record's next version, with the paths that changed stamped with it. */
export function stamp<Record extends Versioned>(record: Record, changed: readonly string[], now: Date): Record {
  const version = record.version + 1;
  const stamps = changed.map((path) => [path, version] as const);
  return {
    ...record,
    version,
    fieldVersions: { ...record.fieldVersions, ...Object.fromEntries(stamps) },
    updatedAt: now,
  };
}

/** Paths changed since a version; for a version that never was (a restored backup, a slip), all the record knows of. */
export function changedSince(record: Versioned, version: number): string[] {
  if (version > record.version) return Object.keys(record).filter((key) => !(key in unversioned));
  return Object.entries(record.fieldVersions)
    .filter(([, changedAt]) => changedAt > version)
    .map(([path]) => path);
}

/** The refusal of an overlapping change, with the record as it is now for the caller to decide by. */
export const conflict = (conflicts: readonly string[], current: unknown): ProblemError =>
  new ProblemError(
    'conflict',
    `Someone else changed ${conflicts.join(', ')} since you read it. Look at the current record and decide again.`,
    { conflicts: [...conflicts], current },
  );

const unversioned: { [Key in keyof Versioned]?: true } = {
  id: true,
  version: true,
  fieldVersions: true,
  createdAt: true,
  updatedAt: true,
};

function merge(target: Plain, patch: Plain, prefix: string, changed: string[]): Plain {
  const entries = Object.entries(patch)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const path = `${prefix}${key}`;
      const before = Object.hasOwn(target, key) ? target[key] : undefined;
      if (isPlain(value) && isPlain(before)) return [key, merge(before, value, `${path}.`, changed)] as const;
      if (isDeepStrictEqual(before, value)) return [key, before] as const;
      changed.push(path);
      return [key, value] as const;
    });
  return { ...target, ...Object.fromEntries(entries) };
}
