import { z } from 'zod';
import { id } from '../../lib/contracts/common.ts';
import { draftMailRequest, sendMailRequest, type Insights, type MailDraft } from '../../lib/contracts/insights.ts';
import { createTaskRequest } from '../../lib/contracts/task.ts';
import type { Context } from '../ports/index.ts';
import { updateDeal } from '../use-cases/deals/update-deal.ts';
import { draftMail } from '../use-cases/insights/draft-mail.ts';
import { getInsights } from '../use-cases/insights/get-insights.ts';
import { sendCustomerMail } from '../use-cases/insights/send-mail.ts';
import { createTask } from '../use-cases/tasks/create-task.ts';
import { parseWith } from './parse-request.ts';

interface Asked {
  intent: 'insights' | 'draft-mail' | 'send-mail' | 'insight-task' | 'move-deal';
  /** The form's fields, not checked yet. */
  typed: Record<string, string>;
  signal: AbortSignal;
}

/** What the page shows then, or where it goes. */
interface Outcome {
  insights?: Insights;
  draft?: MailDraft;
  to?: string;
}

/** An empty field says nothing. */
const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

const moveForm = z.object({ dealId: id, pipelineStage: id });

/** Does what a form about insights asks of a customer's page. Throws ProblemError as the use-case it calls. */
export async function handleInsight(
  context: Context,
  customerId: string,
  { intent, typed, signal }: Asked,
): Promise<Outcome> {
  const { purpose, instructions, subject, body, title, description, pipelineStage } = typed;
  const [dealId, dueDate] = [orNull(typed.dealId), orNull(typed.dueDate)];
  const here = `/app/customers/${customerId}`;
  switch (intent) {
    case 'insights':
      return { insights: await getInsights(context, { customerId, model: 'auto', signal }) };
    case 'draft-mail': {
      const wish = parseWith(draftMailRequest, { purpose, instructions, dealId });
      return { draft: await draftMail(context, { ...wish, customerId, signal }) };
    }
    case 'send-mail':
      await sendCustomerMail(context, { ...parseWith(sendMailRequest, { subject, body, dealId }), customerId });
      return { to: `${here}?done=mailed#interactions` };
    case 'insight-task': {
      const { task } = await createTask(
        context,
        parseWith(createTaskRequest, { title, description, dueDate, dealId, customerId }),
      );
      return { to: `/app/tasks/${task.id}` };
    }
    case 'move-deal': {
      const move = parseWith(moveForm, { dealId, pipelineStage });
      await updateDeal(context, { id: move.dealId, patch: { pipelineStage: move.pipelineStage } });
      return { to: here };
    }
  }
}
