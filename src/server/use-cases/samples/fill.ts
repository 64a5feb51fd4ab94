import { listPipelinesQuery } from '../../../lib/contracts/pipeline.ts';
import type { Actor } from '../../../lib/domain/actor.ts';
import type { Ports } from '../../ports/index.ts';
import { collectChanges } from '../batches/collect-changes.ts';
import { findCompanySettings } from '../company/find-settings.ts';
import { systemActor } from '../shared/system-actor.ts';
import type { Company } from './company.ts';
import { storyOf, type Step } from './story.ts';

export interface FillOptions {
  customers: number;
  /** How many were invented before: the next ones are others. */
  before: number;
  /** The company of a number, counted from 0. */
  invent: (number: number) => Company;
  /** Marks the customers. */
  tag: string;
  /** So many customers' steps are committed together; default 100. */
  together?: number;
  /** In whose name it all happens, in turn: never empty. */
  actors: readonly Actor[];
  /** Called with how many customers are done. */
  onProgress: (done: number) => Promise<void> | void;
}

/** So many of those that commit by themselves are under way at once. */
const atOnce = 10;

/**
 * Invents customers with their histories of the last months: notes, deals on their way through the first sales pipeline,
 * tasks with plans of the local planner. The same companies have the same stories each time, ending today.
 */
export async function fill(ports: Ports, options: FillOptions): Promise<void> {
  const { customers, before, invent, tag, together = 100, actors, onProgress } = options;
  const now = ports.clock.now();
  const [pipeline] = (await ports.pipelines.list(listPipelinesQuery.parse({ type: 'sales', isActive: 'true' }))).items;
  const { currency } = await findCompanySettings(ports);
  const stages = pipeline?.stages.map(({ id }) => id) ?? [];
  const end = before + customers;
  for (let start = before; start < end; start += together) {
    const numbers = Array.from({ length: Math.min(together, end - start) }, (_, index) => start + index);
    const stories = numbers.map((number) => {
      const actor = actors[number % actors.length]!;
      const owner = actor.kind === 'member' ? actor.id : null;
      return { actor, steps: storyOf(invent(number), { owner, now, stages, tag, currency }) };
    });
    await tell(ports, stories);
    await onProgress(start + numbers.length - before);
  }
}

interface Told {
  actor: Actor;
  steps: readonly Step[];
}

/** Step by step, the same step of all stories together: each step reads what the one before left. */
async function tell(ports: Ports, stories: readonly Told[]): Promise<void> {
  const longest = Math.max(...stories.map(({ steps }) => steps.length));
  for (let index = 0; index < longest; index += 1) {
    const turns = stories.flatMap(({ actor, steps }) => {
      const step = steps[index];
      return step ? [{ actor, step }] : [];
    });
    const [alone, shared] = [turns.filter(({ step }) => step.alone), turns.filter(({ step }) => !step.alone)];
    for (let start = 0; start < alone.length; start += atOnce) {
      await Promise.all(alone.slice(start, start + atOnce).map((turn) => take(ports, turn)));
    }
    const collected = collectChanges(ports);
    for (const turn of shared) await take(collected.ports, turn);
    const [first, ...others] = new Set(stories.map(({ actor }) => actor));
    const actor = first && others.length === 0 ? first : systemActor;
    await ports.commit({ actor, events: collected.events, write: collected.write });
  }
}

const take = (ports: Ports, { actor, step }: { actor: Actor; step: Step }): Promise<unknown> =>
  step.act({ actor, ports: { ...ports, clock: { now: () => step.at } } });
