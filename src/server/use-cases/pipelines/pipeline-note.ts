import type { AuditNote } from '../../../lib/domain/audit.ts';
import type { PipelineRecord } from '../../records/index.ts';
import { settingsNote } from '../audit/settings-note.ts';

interface PipelineChange {
  before: PipelineRecord | null;
  after: PipelineRecord;
  changed: readonly string[];
}

/** What the audit log says of a pipeline that was made, changed, deleted or brought back; its stages by their names. */
export function pipelineNote({ before, after, changed }: PipelineChange): AuditNote {
  const subject = { type: 'pipeline', id: after.id, name: after.name } as const;
  if (changed.includes('deletedAt')) return { kind: after.deletedAt ? 'deleted' : 'restored', subject };
  const plain = changed.filter((path) => path !== 'stages');
  const { changes = [] } = settingsNote('', { before: before ?? {}, after, changed: plain });
  const lines = { from: namesOf(before), to: namesOf(after) };
  const stages = changed.includes('stages') || !before ? [{ path: 'stages', ...lines }] : [];
  return { kind: 'settings_changed', subject, changes: [...changes, ...stages] };
}

const namesOf = (pipeline: PipelineRecord | null) => pipeline?.stages.map(({ name }) => name) ?? null;
