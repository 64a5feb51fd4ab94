import { listMailTemplatesQuery } from '../../../lib/contracts/mail-template.ts';
import type { PipelineLine } from '../../../lib/contracts/pipeline.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { listMembers } from '../users/list-members.ts';
import { listLines } from './list-lines.ts';

/** What automations can tell of: stages, members and mail templates. */
export interface AutomationContext {
  pipelines: PipelineLine[];
  members: Member[];
  templates: { id: string; name: string }[];
}

/** What the automations of pipelines tell of by id or name. Throws ProblemError `forbidden`. */
export async function getAutomationContext(context: Context): Promise<AutomationContext> {
  requirePermission(context.actor, 'pipelines.read', 'read pipelines');
  const [pipelines, members, templates] = await Promise.all([
    listLines(context),
    listMembers(context),
    context.ports.mailTemplates.list(listMailTemplatesQuery.parse({ limit: 200 })),
  ]);
  return { pipelines, members, templates: templates.items.map(({ id, name }) => ({ id, name })) };
}
