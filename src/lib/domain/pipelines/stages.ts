import type { Automation, AutomationRequest } from '../../contracts/automation.ts';
import type { PipelineStage, StageRequest } from '../../contracts/pipeline.ts';
import { invalid } from '../errors.ts';

type Places = readonly Pick<StageRequest, 'order'>[];

/**
 * The stages of a pipeline as they are written, in their order. A stage with the id of one that is there stays that one,
 * and what is not said of it stays as it was; a stage without an id is new.
 * @throws ProblemError `validation_failed` for a name or an id given twice, and for the id of no stage
 */
export function stagesOf(
  wanted: readonly StageRequest[],
  before: readonly PipelineStage[],
  nextId: () => string,
): PipelineStage[] {
  checkNames(wanted);
  const orders = ordersOf(wanted);
  const known = new Map(before.map((stage) => [stage.id, stage]));
  const stages = wanted.map((stage, index): PipelineStage => {
    const same = stage.id === undefined ? undefined : known.get(stage.id);
    if (stage.id !== undefined && !same) throw invalid(`stages.${index}.id`, 'there is no such stage in this pipeline');
    if (stage.id !== undefined) known.delete(stage.id);
    const old = same ?? { ...blank, id: nextId() };
    return {
      id: old.id,
      name: stage.name,
      order: orders[index] ?? index,
      colour: stage.colour === undefined ? old.colour : stage.colour,
      description: stage.description === undefined ? old.description : orNull(stage.description),
      probability: stage.probability ?? old.probability,
      autoAdvance: stage.autoAdvance ?? old.autoAdvance,
      automations: stage.automations ? automationsOf(stage.automations, old.automations, nextId) : old.automations,
      exitCriteria: stage.exitCriteria ?? old.exitCriteria,
    };
  });
  return stages.toSorted((a, b) => a.order - b.order);
}

/** Nothing typed is nothing. */
const orNull = (text: string | null | undefined): string | null => (text === '' ? null : (text ?? null));

const blank: Omit<PipelineStage, 'id' | 'name' | 'order'> = {
  colour: null,
  description: null,
  probability: 0,
  autoAdvance: false,
  automations: [],
  exitCriteria: [],
};

function checkNames(wanted: readonly StageRequest[]): void {
  const names = wanted.map(({ name }) => name.toLocaleLowerCase('en'));
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0) throw invalid(`stages.${twice}.name`, 'is the name of another stage of this pipeline');
}

/** As they are given when each stage has one of its own; else by their places in the list, where `order` says nothing else. */
function ordersOf(wanted: Places): number[] {
  const given = wanted.map(({ order }, index) => order ?? index);
  if (new Set(given).size === given.length) return given;
  const ranked = given.map((order, index) => ({ order, index })).toSorted((a, b) => a.order - b.order);
  const places = new Map(ranked.map(({ index }, place) => [index, place]));
  return given.map((_, index) => places.get(index) ?? index);
}

/** Automations as they are kept: a list of actions each, however they were written; ids that are known stay. */
export function automationsOf(
  wanted: readonly AutomationRequest[],
  before: readonly Automation[],
  nextId: () => string,
): Automation[] {
  const ids = new Set(before.map(({ id }) => id));
  const actionIds = new Set(before.flatMap(({ actions }) => actions.map(({ id }) => id)));
  /** An id that is known stays; each only once. */
  const kept = (from: Set<string>, id: string | undefined) => (id !== undefined && from.delete(id) ? id : nextId());
  return wanted.map(({ id, actions, action, aiPrompt, config, ...given }) => {
    const listed = actions ?? (action ? [{ action, aiPrompt, config }] : []);
    return {
      id: kept(ids, id),
      name: orNull(given.name),
      isActive: given.isActive ?? true,
      trigger: given.trigger,
      inactiveDays: given.trigger === 'time_based' ? (given.inactiveDays ?? null) : null,
      condition: orNull(given.condition),
      actions: listed.map((one) => ({
        id: kept(actionIds, 'id' in one ? one.id : undefined),
        action: one.action,
        aiPrompt: orNull(one.aiPrompt),
        config: one.config ?? {},
      })),
    };
  });
}

type Line = readonly Pick<PipelineStage, 'id'>[];

/** Whether going from one stage to another is going on; not so when the stage left is no longer there. */
export function isForward(stages: Line, from: string, to: string): boolean {
  const [start, end] = [from, to].map((id) => stages.findIndex((stage) => stage.id === id));
  return start !== undefined && end !== undefined && start >= 0 && end > start;
}

/** The stage after this one; null after the last. */
export function stageAfter<Stage extends { id: string }>(stages: readonly Stage[], id: string): Stage | null {
  const place = stages.findIndex((stage) => stage.id === id);
  return place < 0 ? null : (stages[place + 1] ?? null);
}
