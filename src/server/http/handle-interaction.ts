import { id as idSchema } from '../../lib/contracts/common.ts';
import { createInteractionRequest, updateInteractionRequest } from '../../lib/contracts/interaction.ts';
import type { Context } from '../ports/index.ts';
import { deleteInteraction } from '../use-cases/interactions/delete-interaction.ts';
import { logInteraction } from '../use-cases/interactions/log-interaction.ts';
import { updateInteraction } from '../use-cases/interactions/update-interaction.ts';
import { parseWith } from './parse-request.ts';

interface Asked {
  intent: 'log' | 'edit-log' | 'delete-log';
  /** Which one, as the form names it. */
  interaction: string | undefined;
  /** What the form says of it, not checked yet. */
  request: object;
}

/** Does what a page's form asks of a call, meeting or mail. Throws ProblemError as the use-case it calls. */
export async function handleInteraction(
  context: Context,
  customerId: string,
  { intent, interaction, request }: Asked,
): Promise<void> {
  if (intent === 'log') {
    await logInteraction(context, { customerId, request: parseWith(createInteractionRequest, request) });
    return;
  }
  const interactionId = parseWith(idSchema, interaction);
  if (intent === 'delete-log') await deleteInteraction(context, { customerId, interactionId });
  else
    await updateInteraction(context, {
      ...{ customerId, interactionId },
      patch: parseWith(updateInteractionRequest, request),
    });
}
