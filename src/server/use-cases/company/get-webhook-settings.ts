import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';

/** What the calls of webhooks are signed with. Throws ProblemError `forbidden`. */
export function getWebhookSettings({ ports, actor }: Context): { secret: string } {
  requirePermission(actor, 'settings.write', 'read the secret of webhooks');
  return { secret: ports.webhooks.secret };
}
