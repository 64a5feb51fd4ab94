import type { PipelineLine } from '../../../lib/contracts/pipeline.ts';
import { may } from '../../../lib/domain/actor.ts';
import type { Context } from '../../ports/index.ts';
import { allPipelines } from './all-pipelines.ts';
import { presentLine } from './present-pipeline.ts';

/** All pipelines in their order, archived ones too, for pickers and names. None for who may not read pipelines. */
export async function listLines({ ports, actor }: Context): Promise<PipelineLine[]> {
  if (!may(actor, 'pipelines.read')) return [];
  return (await allPipelines(ports)).map(presentLine);
}
