import { z } from 'zod';
import { instantThere } from '../../lib/client/local-time.ts';
import type { CreateInteractionRequest } from '../../lib/contracts/interaction.ts';

/** The fields as a browser posts them; which is wrong is said by the contract. */
export const interactionFields = {
  kind: z.string().default('call'),
  at: z.string().default(''),
  minutes: z.string().default(''),
  outcome: z.string().default(''),
  text: z.string().default(''),
  participants: z.string().default(''),
};
export const interactionIntents = ['log', 'edit-log', 'delete-log'] as const;

const fields = z.object(interactionFields);
type Fields = z.output<typeof fields>;

/** What the fields say, in the contract's shape; an empty time is left out and means now. */
export function interactionRequest(
  typed: Partial<Fields>,
  zone: string,
): Record<keyof CreateInteractionRequest, unknown> {
  const { kind, at, minutes, outcome, text, participants } = fields.parse(typed);
  return {
    kind,
    at: at === '' ? undefined : (instantThere(at, zone) ?? at),
    minutes: minutes.trim() === '' ? null : Number(minutes),
    outcome,
    text,
    participants: participants
      .split(/[,\n]/)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    dealId: undefined,
  };
}
