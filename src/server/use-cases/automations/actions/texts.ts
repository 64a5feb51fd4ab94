import type { UserRecord } from '../../../records/index.ts';
import { renderPlain } from '../../../../lib/domain/mail-templates/render.ts';
import type { MailSubject, TemplateVariable } from '../../../../lib/domain/mail-templates/variables.ts';
import { siteNameOf } from '../../company/site-name.ts';
import { variablesOf } from '../../mail-templates/save-template.ts';
import type { Scene } from '../scene.ts';
import { impossible } from './planned.ts';

/** What templates of an automation are filled in with; they speak for the member who has the deal. */
export async function templateValues({
  ports,
  customer,
  deal,
}: Scene): Promise<{ subject: MailSubject; variables: TemplateVariable[]; owner: UserRecord | null }> {
  const ownerId = deal.assignedTo ?? customer.assignedTo;
  const [owner, variables, name] = await Promise.all([
    ownerId === null ? null : ports.users.find(ownerId),
    variablesOf(ports),
    siteNameOf(ports),
  ]);
  const member = owner && { ...owner.profile, email: owner.email };
  return { subject: { customer, deal, member, site: { name, url: ports.policy.siteUrl } }, variables, owner };
}

/** A function that fills in plain texts. Throws ProblemError naming what of the text is at fault. */
export async function plainTexts(scene: Scene): Promise<(what: string, template: string) => string> {
  const { subject, variables } = await templateValues(scene);
  return (what, template) => {
    const rendering = renderPlain(template, subject, variables);
    if (!rendering.ok) throw impossible(`${what}, line ${rendering.fault.line}: ${rendering.fault.message}`);
    return rendering.text;
  };
}
