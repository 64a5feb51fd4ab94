import { createCustomerRequest } from '../../../lib/contracts/customer.ts';
import { createDealRequest } from '../../../lib/contracts/deal.ts';
import { createTaskRequest } from '../../../lib/contracts/task.ts';
import type { Context } from '../../ports/index.ts';
import { addNote } from '../customers/add-note.ts';
import { createCustomer } from '../customers/create-customer.ts';
import { updateCustomer } from '../customers/update-customer.ts';
import { createDeal } from '../deals/create-deal.ts';
import { updateDeal } from '../deals/update-deal.ts';
import { createTask } from '../tasks/create-task.ts';
import type { Company } from './company.ts';
import { planLocally, workOn } from './task-work.ts';
import * as words from './words.ts';

/** One thing that happened to a customer. */
export interface Step {
  at: Date;
  /** Commits by itself, rather than together with other customers' steps. */
  alone?: boolean;
  act: (context: Context) => Promise<unknown>;
}

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** What came of a customer, and how often. */
const outcomes = [
  { value: 'lead', weight: 6 },
  { value: 'prospect', weight: 5 },
  { value: 'customer', weight: 5 },
  { value: 'inactive', weight: 4 },
] as const;

/** So many days ago at most the last thing happened: where something is open, and where all is settled. */
const lastDays = { open: 14, settled: 240 };

interface StoryWorld {
  owner: string | null;
  now: Date;
  /** The stages of the pipeline its deals go through, in order; none: they are in no pipeline. */
  stages: readonly string[];
  /** Marks the customer. */
  tag: string;
  /** What deals are in: small firms bill in one currency, wherever their customers are. */
  currency: string;
}

/** What happened to a company since it was heard of, in order. */
export function storyOf(company: Company, { now, ...world }: StoryWorld): Step[] {
  const story = new Story(company, world);
  const { dice } = company;
  const outcome = dice.helpers.weightedArrayElement([...outcomes]);
  const steps = [() => story.arrives(), () => story.note(words.firstContact)];
  const sometimes = (share: number, ...more: (typeof steps)[number][]) => {
    const happens = dice.datatype.boolean(share);
    if (happens) steps.push(...more);
    return happens;
  };
  let settled = outcome === 'inactive';
  if (outcome === 'lead') {
    sometimes(0.6, () => story.task(words.qualifying, dice.helpers.arrayElement([0, 0, 0.5])));
  } else {
    sometimes(0.2, () => story.task(words.qualifying, 1));
    steps.push(
      () => story.becomes('prospect'),
      () => story.deal(words.dealTitles),
    );
    sometimes(outcome === 'customer' ? 0.95 : 0.7, () => story.advances());
    steps.push(() => story.note(words.talks));
    sometimes(outcome === 'customer' ? 0.9 : 0.45, () => story.advances());
    sometimes(0.08, () => story.fallsBack());
    steps.push(() => story.note(words.talks));
  }
  if (outcome === 'prospect') {
    sometimes(0.4, () => story.advances());
    sometimes(0.7, () => story.task(words.selling, dice.helpers.arrayElement([0, 0.3, 0.6])));
  }
  if (outcome === 'customer') {
    sometimes(0.8, () => story.advances());
    sometimes(0.6, () => story.advances());
    steps.push(
      () => story.wins(),
      () => story.note(words.wonNotes),
      () => story.becomes('customer'),
    );
    sometimes(0.5, () => story.task(words.onboarding, dice.helpers.arrayElement([0.5, 1, 1])));
    steps.push(() => story.note(words.afterwards));
    settled = !sometimes(
      0.4,
      () => story.deal(words.laterDeals),
      () => story.task(words.keeping, 0.2),
    );
  }
  if (outcome === 'inactive') {
    steps.push(
      () => story.loses(),
      () => story.note(words.lostNotes),
      () => story.becomes('inactive'),
    );
  }
  return story.told(steps, now, settled ? lastDays.settled : lastDays.open);
}

/** When work ends on the day so many days later. */
const endOfDay = (from: Date, days: number): string => {
  const due = new Date(from.getTime() + days * day);
  due.setUTCHours(17, 0, 0, 0);
  return due.toISOString();
};

class Story {
  readonly #company: Company;
  readonly #owner: string | null;
  readonly #said: Record<string, string>;
  readonly #stages: readonly string[];
  readonly #tag: string;
  readonly #currency: string;
  #customerId = '';
  #dealId = '';
  /** Where in the stages the deal is. */
  #stage = 0;

  constructor(company: Company, { owner, stages, tag, currency }: Omit<StoryWorld, 'now'>) {
    const { dice, name, person, address } = company;
    const seats = String(dice.helpers.arrayElement([6, 8, 12, 15, 20, 25, 40, 60, 120]));
    this.#company = company;
    this.#owner = owner;
    this.#stages = stages;
    this.#tag = tag;
    this.#currency = currency;
    this.#said = {
      seats,
      first: person.first,
      company: name,
      city: address.city,
      rival: dice.helpers.arrayElement(words.rivals),
      amount: `${Number(seats) * 180} ${currency}`,
    };
  }

  /** Dates the steps backwards from the last, at most so many days ago: some days apart, in working hours. */
  told(steps: readonly (() => Omit<Step, 'at'>)[], now: Date, mostDays: number): Step[] {
    const { dice } = this.#company;
    let at = now.getTime() - dice.number.int({ min: 24, max: mostDays * 24 }) * hour;
    const times = steps.map(() => {
      const time = new Date(at);
      time.setUTCHours(dice.number.int({ min: 7, max: 16 }), dice.number.int({ min: 0, max: 59 }));
      at -= dice.number.int({ min: 1, max: 14 }) * day;
      return time;
    });
    return steps.map((step, index) => ({ ...step(), at: times[steps.length - 1 - index]! }));
  }

  arrives(): Omit<Step, 'at'> {
    const { name, industry, person, email, phone, website, address, dice } = this.#company;
    const input = createCustomerRequest.parse({
      contactInfo: { email, phone, company: name, industry, website, name: person },
      address,
      status: 'lead',
      source: dice.helpers.arrayElement(['website', 'website', 'referral', 'cold-call', 'social']),
      assignedTo: this.#owner,
      tags: [this.#tag, ...dice.helpers.arrayElements(words.tags, { min: 0, max: 2 })],
    });
    return { act: async (context) => (this.#customerId = (await createCustomer(context, input)).id) };
  }

  note(templates: readonly string[]): Omit<Step, 'at'> {
    const content = this.#say(templates);
    return { act: (context) => addNote(context, { customerId: this.#customerId, content }) };
  }

  becomes(status: 'prospect' | 'customer' | 'inactive'): Omit<Step, 'at'> {
    return { act: (context) => updateCustomer(context, { id: this.#customerId, patch: { status } }) };
  }

  deal(titles: readonly string[]): Omit<Step, 'at'> {
    const { dice } = this.#company;
    const title = this.#say(titles);
    const value = Number(this.#said.seats) * dice.helpers.arrayElement([150, 180, 240]);
    const days = dice.number.int({ min: -5, max: 90 });
    return {
      act: async (context) => {
        const close = new Date(context.ports.clock.now().getTime() + days * day).toISOString().slice(0, 10);
        this.#stage = 0;
        const place = { pipelineStage: this.#stages[0] ?? null };
        const what = { title, value, currency: this.#currency };
        const input = { ...what, customerId: this.#customerId, assignedTo: this.#owner, ...place };
        const deal = await createDeal(context, createDealRequest.parse({ ...input, expectedCloseDate: close }));
        this.#dealId = deal.id;
      },
    };
  }

  advances(): Omit<Step, 'at'> {
    return { act: (context) => this.#moveTo(context, this.#stage + 1) };
  }

  fallsBack(): Omit<Step, 'at'> {
    return { act: (context) => this.#moveTo(context, this.#stage - 1) };
  }

  async #moveTo(context: Context, stage: number): Promise<void> {
    const pipelineStage = this.#stages[stage];
    if (pipelineStage === undefined) return;
    this.#stage = stage;
    await updateDeal(context, { id: this.#dealId, patch: { pipelineStage } });
  }

  wins(): Omit<Step, 'at'> {
    return { act: (context) => updateDeal(context, { id: this.#dealId, patch: { status: 'won' } }) };
  }

  loses(): Omit<Step, 'at'> {
    const lostReason = this.#company.dice.helpers.arrayElement(words.lostReasons);
    return { act: (context) => updateDeal(context, { id: this.#dealId, patch: { status: 'lost', lostReason } }) };
  }

  /** A task with a plan of the local planner, of whose steps a part is done. */
  task(titles: readonly string[], done: number): Omit<Step, 'at'> {
    const { dice } = this.#company;
    const title = this.#say(titles);
    const priority = dice.helpers.arrayElement(['low', 'medium', 'medium', 'high', 'urgent'] as const);
    const days = dice.number.int({ min: 2, max: 30 });
    return {
      alone: true,
      act: async (context) => {
        const input = createTaskRequest.parse({
          title,
          priority,
          customerId: this.#customerId,
          assignedTo: this.#owner,
          dueDate: endOfDay(context.ports.clock.now(), days),
          generate: false,
        });
        const { task } = await createTask(context, input);
        await workOn(context, await planLocally(context, task.id), done);
      },
    };
  }

  #say(templates: readonly string[]): string {
    const template = this.#company.dice.helpers.arrayElement(templates);
    return template.replace(/\{(\w+)\}/g, (_, name: string) => this.#said[name] ?? '');
  }
}
