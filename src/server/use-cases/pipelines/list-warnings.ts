import type { PipelineWarning } from '../../../lib/contracts/pipeline.ts';
import { warningsOf, type Surroundings } from '../../../lib/domain/automations/warnings.ts';
import { compile } from '../../../lib/domain/conditions/index.ts';
import { checkTemplate } from '../../../lib/domain/mail-templates/check.ts';
import { templateVariables } from '../../../lib/domain/mail-templates/variables.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';
import { templateCalled } from '../mail-templates/find-template.ts';
import { requirePermission } from '../shared/authorise.ts';
import { allPipelines } from './all-pipelines.ts';

/**
 * What of a pipeline will probably not go as meant, in words; nothing of one that is gone. Saving is never refused for it.
 * @throws ProblemError `forbidden`
 */
export async function listWarnings({ ports, actor }: Context, id: string): Promise<PipelineWarning[]> {
  requirePermission(actor, 'pipelines.configure', 'configure pipelines');
  const pipelines = await allPipelines(ports);
  const pipeline = pipelines.find((each) => each.id === id);
  return pipeline ? warningsOf(pipeline, await surroundingsOf(ports, pipeline, pipelines)) : [];
}

async function surroundingsOf(
  ports: Ports,
  pipeline: PipelineRecord,
  pipelines: readonly PipelineRecord[],
): Promise<Surroundings> {
  const [members, templates, { fields }] = await Promise.all([
    ports.users.members(),
    templatesIn(ports, pipeline),
    findCustomFields(ports),
  ]);
  const variables = templateVariables(fields);
  return {
    pipelines,
    members,
    hasTemplate: (nameOrId) => templates.has(nameOrId),
    faultInCondition(text) {
      const compiled = compile(text, fields);
      return compiled.ok ? null : compiled.message;
    },
    faultIn: (mail) => checkTemplate(mail, variables)[0]?.message ?? null,
  };
}

/** The names and ids of mail templates in a pipeline that lead to one. */
async function templatesIn(ports: Ports, { stages }: PipelineRecord): Promise<ReadonlySet<string>> {
  const actions = stages.flatMap(({ automations }) => automations.flatMap((automation) => automation.actions));
  const called = new Set(actions.map(({ config }) => config.emailTemplate).filter((one) => typeof one === 'string'));
  const found = await Promise.all(
    [...called].map(async (name) => ((await templateCalled(ports, name)) === null ? [] : [name])),
  );
  return new Set(found.flat());
}
