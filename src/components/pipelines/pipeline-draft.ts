import type { PipelineLine, PipelineStage, StageColour, UpdatePipelineRequest } from '../../lib/contracts/pipeline.ts';
import { stageColourWords } from './pipeline-words.ts';

/** A stage as its form holds it: texts, as they were typed. */
export interface StageDraft {
  /** Empty for a new one. */
  id: string;
  name: string;
  probability: string;
  colour: string;
  description: string;
  /** With an empty one at the end, for one more. */
  exitCriteria: string[];
  autoAdvance: boolean;
}

/** A stage that goes when the form is saved. */
export interface LeavingDraft {
  id: string;
  name: string;
  /** The stage its deals go to; empty: not said. */
  moveTo: string;
}

export interface PipelineDraft {
  name: string;
  description: string;
  stages: StageDraft[];
  leaving: LeavingDraft[];
}

export type Typed = Readonly<Record<string, string>>;

const draftOfStage = (stage: PipelineStage): StageDraft => ({
  id: stage.id,
  name: stage.name,
  probability: String(stage.probability),
  colour: stage.colour ?? '',
  description: stage.description ?? '',
  exitCriteria: [...stage.exitCriteria.map((text) => text.replaceAll('\n', ' ')), ''],
  autoAdvance: stage.autoAdvance,
});

export const newStage = (): StageDraft => ({
  id: '',
  name: '',
  probability: '0',
  colour: '',
  description: '',
  exitCriteria: [''],
  autoAdvance: false,
});

/** What stands in the form before anyone types. */
export const draftOf = ({ name, description, stages }: PipelineLine): PipelineDraft => ({
  name,
  description: description ?? '',
  stages: stages.map(draftOfStage),
  leaving: [],
});

/** What a browser posted, in the order of its fields. */
export function draftOfForm(typed: Typed): PipelineDraft {
  /** How many of a list there are: those with this field, or all of plain texts. */
  const count = (list: string, field: string) =>
    Object.keys(typed).filter((name) => name.startsWith(`${list}.`) && (field === '' || name.split('.')[2] === field))
      .length;
  const at = (path: string) => typed[path] ?? '';
  return {
    name: at('name'),
    description: at('description'),
    stages: Array.from({ length: count('stages', 'name') }, (_, index) => ({
      id: at(`stages.${index}.id`),
      name: at(`stages.${index}.name`),
      probability: at(`stages.${index}.probability`),
      colour: at(`stages.${index}.colour`),
      description: at(`stages.${index}.description`),
      exitCriteria: withOneMore(
        Array.from({ length: count(`stages.${index}.exitCriteria`, '') }, (_, each) =>
          at(`stages.${index}.exitCriteria.${each}`),
        ),
      ),
      autoAdvance: typed[`stages.${index}.autoAdvance`] !== undefined,
    })),
    leaving: Array.from({ length: count('leaving', 'id') }, (_, index) => ({
      id: at(`leaving.${index}.id`),
      name: at(`leaving.${index}.name`),
      moveTo: at(`leaving.${index}.moveTo`),
    })),
  };
}

/** The criteria that were typed, each with the place of its field. */
const criteriaOf = (fields: readonly string[]) =>
  fields.flatMap((text, place) => (text.trim() === '' ? [] : [{ text, place }]));

/** Whatever is typed into the last field, there is one more. */
export const withOneMore = (fields: readonly string[]): string[] =>
  fields.at(-1) === '' ? [...fields] : [...fields, ''];

const colourOf = (text: string): StageColour | null => (text in stageColourWords ? (text as StageColour) : null);

/** What is asked for; numbers that are none stay so, for the contract to say. */
export const requestOf = ({ name, description, stages, leaving }: PipelineDraft): UpdatePipelineRequest => ({
  name,
  description: description === '' ? null : description,
  stages: stages.map((stage) => ({
    ...(stage.id && { id: stage.id }),
    name: stage.name,
    colour: colourOf(stage.colour),
    description: stage.description === '' ? null : stage.description,
    probability: stage.probability.trim() === '' ? 0 : Number(stage.probability),
    autoAdvance: stage.autoAdvance,
    exitCriteria: criteriaOf(stage.exitCriteria).map(({ text }) => text),
  })),
  moveTo: Object.fromEntries(leaving.flatMap(({ id, moveTo }) => (moveTo === '' ? [] : [[id, moveTo]]))),
});

/** One thing to do to a draft: `add`, or `up`, `down` or `remove` and the place of a stage. */
export function changed(draft: PipelineDraft, action: string): PipelineDraft {
  const [what, place] = action.split(':');
  const index = Number(place);
  switch (what) {
    case 'add':
      return { ...draft, stages: [...draft.stages, newStage()] };
    case 'up':
      return moved(draft, index, index - 1);
    case 'down':
      return moved(draft, index, index + 1);
    case 'remove':
      return removed(draft, index);
    default:
      return draft;
  }
}

/** The stage at one place put at another. */
export function moved(draft: PipelineDraft, from: number, to: number): PipelineDraft {
  const stage = draft.stages[from];
  if (!stage || to < 0 || to >= draft.stages.length) return draft;
  return { ...draft, stages: draft.stages.toSpliced(from, 1).toSpliced(to, 0, stage) };
}

function removed(draft: PipelineDraft, index: number): PipelineDraft {
  const stage = draft.stages[index];
  if (!stage || draft.stages.length === 1) return draft;
  const stages = draft.stages.toSpliced(index, 1);
  const kept = draft.leaving.map((one) => (one.moveTo === stage.id ? { ...one, moveTo: '' } : one));
  if (stage.id === '') return { ...draft, stages, leaving: kept };
  return { ...draft, stages, leaving: [...kept, { id: stage.id, name: stage.name, moveTo: '' }] };
}

/** The path at which the contract tells of a criterion: empty fields do not count there. */
export const criterionPath = ({ exitCriteria }: StageDraft, index: number, place: number): string =>
  `stages.${index}.exitCriteria.${criteriaOf(exitCriteria.slice(0, place)).length}`;
