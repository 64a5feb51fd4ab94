import type { LeadType } from '../../../lib/contracts/lead.ts';
import type { Permission } from '../../../lib/contracts/permission.ts';
import type { Actor } from '../../../lib/domain/actor.ts';

const names: Record<LeadType, string> = { contact: 'Contact form', demo: 'Demo form' };
const rights: ReadonlySet<Permission> = new Set(['customers.write', 'deals.write']);

/** Whoever filled in a form of the website. */
export const leadActor = (type: LeadType): Actor => ({
  kind: 'lead_form',
  id: null,
  name: names[type],
  permissions: rights,
});
