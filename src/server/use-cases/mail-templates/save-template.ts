import { ProblemError } from '../../../lib/domain/errors.ts';
import { checkTemplate, type TemplateFault, type TemplateText } from '../../../lib/domain/mail-templates/check.ts';
import { templateVariables, type TemplateVariable } from '../../../lib/domain/mail-templates/variables.ts';
import { DuplicateKeyError, type Context, type Ports } from '../../ports/index.ts';
import type { MailTemplateRecord } from '../../records/index.ts';
import { settingsNote } from '../audit/settings-note.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';

/** What templates of this company can say. */
export async function variablesOf(ports: Pick<Ports, 'customFields'>): Promise<TemplateVariable[]> {
  return templateVariables((await findCustomFields(ports)).fields);
}

/** Throws ProblemError `validation_failed` with all that is wrong with a template, each with its place. */
export async function checkText(ports: Pick<Ports, 'customFields'>, text: TemplateText): Promise<void> {
  const faults = checkTemplate(text, await variablesOf(ports));
  if (faults.length > 0) throw faulty(faults);
}

export const faulty = (faults: readonly TemplateFault[]): ProblemError =>
  new ProblemError('validation_failed', 'The template has faults.', {
    errors: faults.map(({ part, line, column, message }) => ({
      path: part,
      message: `line ${line}, column ${column}: ${message}`,
    })),
  });

interface TemplateChange {
  /** Null for a new one. */
  before: MailTemplateRecord | null;
  after: MailTemplateRecord;
  changed: readonly string[];
}

/** Writes a template and what the audit log says of it. Throws ProblemError `duplicate` when another has its name. */
export async function saveTemplate({ ports, actor }: Context, change: TemplateChange): Promise<void> {
  const { before, after } = change;
  try {
    await ports.commit({
      actor,
      events: [],
      audit: [templateNote(change)],
      write: (tx) => (before ? ports.mailTemplates.replace(after, tx) : ports.mailTemplates.insert(after, tx)),
    });
  } catch (error) {
    if (!(error instanceof DuplicateKeyError)) throw error;
    const other = await ports.mailTemplates.named(after.name);
    throw new ProblemError('duplicate', `Another template is called “${after.name}”.`, {
      errors: [{ path: 'name', message: 'is the name of another template' }],
      ...(other && { existingId: other.id }),
    });
  }
}

function templateNote({ before, after, changed }: TemplateChange) {
  const subject = { type: 'template', id: after.id, name: after.name } as const;
  if (changed.includes('deletedAt')) return { kind: after.deletedAt ? 'deleted' : 'restored', subject } as const;
  const { changes = [] } = settingsNote('', { before: before ?? {}, after, changed });
  // The log says that a body changed; what it said is long, and the template's own.
  const short = changes.map((one) => (one.path === 'body' ? { path: 'body', from: null, to: null } : one));
  return { kind: 'settings_changed', subject, changes: short } as const;
}
