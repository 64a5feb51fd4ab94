import type { CreateMailTemplateRequest, MailTemplate } from '../../../lib/contracts/mail-template.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { presentTemplate } from './present-template.ts';
import { checkText, saveTemplate } from './save-template.ts';

/**
 * Writes a new template.
 * @throws ProblemError `forbidden`, `validation_failed` with the places of all faults, or `duplicate` name
 */
export async function createMailTemplate(context: Context, input: CreateMailTemplateRequest): Promise<MailTemplate> {
  const { ports, actor } = context;
  requirePermission(actor, 'settings.write', 'write mail templates');
  await checkText(ports, input);
  const now = ports.clock.now();
  const after = {
    ...input,
    id: ports.ids.next(),
    version: 1,
    fieldVersions: {},
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  await saveTemplate(context, { before: null, after, changed: ['name', 'subject', 'body'] });
  return presentTemplate(after);
}
