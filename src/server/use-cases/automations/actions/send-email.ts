import { z } from 'zod';
import { renderTemplate } from '../../../../lib/domain/mail-templates/render.ts';
import type { TemplateText } from '../../../../lib/domain/mail-templates/check.ts';
import type { ActionConfig } from '../../../../lib/contracts/automation.ts';
import { customerName } from '../../../../lib/contracts/customer-name.ts';
import type { Ports } from '../../../ports/index.ts';
import { frame } from '../../activity/activity-of.ts';
import { queueMail } from '../../mails/queue-mail.ts';
import type { Scene } from '../scene.ts';
import { impossible, type PlanAction } from './planned.ts';
import { templateValues } from './texts.ts';
import { memberName } from './whom.ts';

/** Queues a mail to the customer or to who has the deal: it is sent once, when this step is committed. */
export const sendEmailAction: PlanAction = async (scene, { config }) => {
  const { ports, deal, customer } = scene;
  const [template, { subject, variables, owner }] = await Promise.all([
    templateOf(ports, config.emailTemplate),
    templateValues(scene),
  ]);
  const rendering = renderTemplate(template, subject, variables);
  if (!rendering.ok) {
    const { part, line, message } = rendering.fault;
    throw impossible(`The mail’s ${part}, line ${line}: ${message}`);
  }
  const { subject: title, text, html } = rendering.mail;
  const { to, name } = recipient(scene, config, owner && { to: owner.email, name: memberName(owner) });
  return {
    said: `Mail ${name} (${to}): “${title}”`,
    mail: { to, subject: title, text },
    async perform(context) {
      const { ports: inside, actor } = context;
      const mail = queueMail(inside, { to, subject: title, text, html });
      const history = {
        ...frame(context, 'mail_written', deal),
        customerIds: [customer.id],
        ...{ dealId: deal.id, dealTitle: deal.title },
        changes: [{ path: 'subject', from: null, to: title }],
      };
      await inside.commit({
        actor,
        events: [mail.event],
        async write(tx) {
          await mail.write(tx);
          await inside.activities.insert(history, tx);
        },
      });
    },
  };
};

interface Recipient {
  to: string;
  name: string;
}

function recipient({ customer }: Scene, config: ActionConfig, owner: Recipient | null): Recipient {
  if (config.recipient === 'assignee') {
    if (!owner) throw impossible('Nobody has the deal, so there is no one to mail.');
    return owner;
  }
  const to = customer.contactInfo.email;
  if (to === null) throw impossible(`${customerName(customer)} has no email address.`);
  return { to, name: customerName(customer) };
}

const written = z.object({ subject: z.string().trim().min(1), body: z.string().trim().min(1) });
const isId = /^[0-9a-f]{24}$/;

/** The template an action names by its id or name, or has written in it. */
async function templateOf({ mailTemplates }: Ports, given: ActionConfig['emailTemplate']): Promise<TemplateText> {
  if (typeof given === 'object') {
    const parsed = written.safeParse(given);
    if (!parsed.success) throw impossible('The mail has no subject or no body.');
    return parsed.data;
  }
  if (!given) throw impossible('No mail template is chosen.');
  const found = isId.test(given) ? await mailTemplates.find(given) : await mailTemplates.named(given);
  if (found?.deletedAt !== null) throw impossible(`There is no mail template “${given}”.`);
  return found;
}
