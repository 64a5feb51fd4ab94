import { terms } from '../similarity.ts';
import { capitalise, shorten } from '../text.ts';
import type { DraftMilestone, DraftPlan, DraftSubtask, SubtaskPriority, TaskPriority } from '../types.ts';
import type { Goal } from './goal.ts';
import { PREPOSITIONS } from './goal-words.ts';
import type { PlanTemplate, TemplateStep } from './template.ts';

export interface TemplateContext {
  goal: Goal;
  /** Title and description, for the steps that depend on words. */
  text: string;
  priority: TaskPriority;
  /** What is known beforehand; told in the first step. */
  known: string[];
  /** A remark about the customer's industry. */
  industryNote: string | null;
}

/** The template's plan in the words of the goal. */
export function fillTemplate(template: PlanTemplate, context: TemplateContext): DraftPlan {
  const goal = { ...context.goal, theObject: objectOf(template, context.goal) };
  const said = new Set(terms(context.text));
  const steps = template.steps.filter(({ when }) => when === undefined || terms(when).some((term) => said.has(term)));
  const fullMention = steps.findIndex(({ title }) => title.includes('{object}'));
  const subtasks = steps.map((step, index): DraftSubtask => {
    const inFull = index <= fullMention || step.milestone !== undefined || step.title.includes('{by}');
    const title = fillText(step.title, inFull ? goal : { ...goal, theObject: shortName(goal) });
    const remarks = [
      ...(index === 0 ? context.known : []),
      ...(step.industry && context.industryNote !== null ? [context.industryNote] : []),
    ];
    return {
      title,
      description: [fillText(step.detail, { ...goal, theObject: shortName(goal) }), ...remarks].join('\n'),
      estimatedTime: step.minutes,
      dependencies: dependencyIndexes(step, steps, template),
      priority: stepPriority(step.priority ?? 'medium', context.priority),
    };
  });
  const milestones = steps.flatMap(({ milestone }, index): DraftMilestone[] =>
    milestone === undefined
      ? []
      : [{ name: milestone, description: `Reached when “${subtasks[index]!.title}” is done.`, afterSubtask: index }],
  );
  return { subtasks, milestones, assumptions: template.assumptions.map((text) => fillText(text, goal)) };
}

/** Fills the placeholders of a template text; see `PlanTemplate` for their rules. */
export function fillText(text: string, goal: Goal): string {
  const values: Record<string, string | null> = {
    object: goal.theObject,
    customer: shorten(goal.customer ?? 'the customer', 60),
    party: shorten(goal.party ?? 'the customer', 90),
    topic: goal.topic,
    by: goal.by,
  };
  const whole = text.replace(/\[([^\]]*)\]/g, (_, part: string) =>
    [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => values[name!] != null) ? part : '',
  );
  // A placeholder may open a sentence.
  return whole.replace(/(^|[.!?]\s)?\{(\w+)\}/g, (_, opening: string | undefined, name: string) => {
    const value = values[name] ?? '';
    return opening === undefined ? value : opening + capitalise(value);
  });
}

function objectOf({ act }: PlanTemplate, { object, theObject, customer }: Goal): string {
  if (!act) return theObject;
  const said = new Set(terms(object));
  const fits = act.words === undefined ? object === customer : !terms(act.words).some((term) => said.has(term));
  return fits ? `${act.phrase} ${theObject}` : theObject;
}

/** From this length on an object is named in full only where it is introduced, reaches a milestone or comes to its end. */
const LONG_OBJECT = 32;

/** A long object without what follows its noun: "the landing page for the free trial" is "the landing page". */
function shortName({ theObject }: Goal): string {
  if (theObject.length < LONG_OBJECT) return theObject;
  const words = theObject.split(' ');
  const end = words.findIndex(
    (word, at) => at > 0 && (word.startsWith('“') || (word !== 'and' && PREPOSITIONS.has(word))),
  );
  return end > 0 ? words.slice(0, end).join(' ') : theObject;
}

/** Steps that are not taken are passed through: who waited for one waits for what it waited for. */
function dependencyIndexes(step: TemplateStep, taken: readonly TemplateStep[], template: PlanTemplate): number[] {
  const found = (step.after?.split(' ') ?? []).flatMap((key): number[] => {
    const index = taken.findIndex((candidate) => candidate.key === key);
    if (index >= 0) return [index];
    const skipped = template.steps.find((candidate) => candidate.key === key);
    return skipped ? dependencyIndexes(skipped, taken, template) : [];
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

function stepPriority(step: SubtaskPriority, task: TaskPriority): SubtaskPriority {
  if (task === 'urgent' && step === 'low') return 'medium';
  return task === 'low' && step === 'high' ? 'medium' : step;
}
