import type { FieldError } from '../../../lib/contracts/errors.ts';
import type { StageRequest } from '../../../lib/contracts/pipeline.ts';
import { compile } from '../../../lib/domain/conditions/index.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';

/**
 * Holds every condition of the stages that are about to be saved against the fields there are.
 * @throws ProblemError `validation_failed` naming each fault, where in the text it stands, and what is wrong
 */
export async function checkConditions(
  ports: Pick<Ports, 'customFields'>,
  stages: readonly StageRequest[],
): Promise<void> {
  const written = stages.flatMap(conditionsOf);
  if (written.length === 0) return;
  const { fields } = await findCustomFields(ports);
  const errors = written.flatMap(({ path, text }): FieldError[] => {
    const compiled = compile(text, fields);
    return compiled.ok ? [] : [{ path, message: compiled.message, position: compiled.position }];
  });
  const [first] = errors;
  if (!first) return;
  const where = first.position ? ` (line ${first.position.line}, character ${first.position.column})` : '';
  throw new ProblemError('validation_failed', `${first.path}${where}: ${first.message}`, { errors });
}

interface Written {
  path: string;
  text: string;
}

function conditionsOf({ exitCriteria = [], automations = [] }: StageRequest, index: number): Written[] {
  const conditions = automations.flatMap(({ condition }, at) =>
    condition ? [{ path: `stages.${index}.automations.${at}.condition`, text: condition }] : [],
  );
  const criteria = exitCriteria.map((text, at) => ({ path: `stages.${index}.exitCriteria.${at}`, text }));
  return [...criteria, ...conditions];
}
