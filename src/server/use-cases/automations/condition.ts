import type { ConditionOutcome } from '../../../lib/contracts/automation-run.ts';
import { compile, evaluate } from '../../../lib/domain/conditions/index.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';
import type { Scene } from './scene.ts';

/** Whether a condition holds for what is there, with the values it read; null for no condition. */
export async function outcomeOf(
  text: string | null,
  { ports, customer, deal, task, stage, entry, now }: Omit<Scene, 'automation' | 'pipeline'>,
): Promise<ConditionOutcome | null> {
  if (text === null) return null;
  const { fields } = await findCustomFields(ports);
  const compiled = compile(text, fields);
  // It was checked when it was saved, but a custom field it names may be gone.
  if (!compiled.ok) return { text, holds: false, reason: compiled.message, values: [] };
  const { holds, reason, values } = evaluate(compiled.program, { customer, deal, task, stage, entry, now });
  return { text, holds, reason, values };
}
