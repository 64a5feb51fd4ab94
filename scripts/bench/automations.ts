import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../../src/lib/contracts/job.ts';
import type { Pipeline } from '../../src/lib/contracts/pipeline.ts';
import { Api } from '../lib/api.ts';
import { npmStart } from '../lib/npm-start.ts';
import { finished, importCustomers } from './boards.ts';
import { percentile, summary, timed, type Row } from './measure.ts';

const customers = 10_000;
const idleRounds = 30;
/** A person who looks at things and changes them pauses in between. */
const betweenMs = 150;
const mostMinutes = 30;

/** 10,000 deals come into a stage at once, each with an automation of two actions, while someone works on. */
export async function benchAutomations(env: Record<string, string>): Promise<Row[]> {
  const running = await npmStart(env);
  try {
    const api = new Api(running.url);
    await api.register('ada@example.com');
    await importCustomers(api, customers);
    const pipeline = await makePipeline(api);
    const work = await someonesWork(api, pipeline);
    const idle = await rounds(work, (done) => done >= idleRounds);
    const start = performance.now();
    const { job } = await api.call<{ job: Job }>('POST', '/api/customers/bulk', {
      filter: {},
      change: { pipelineStage: pipeline.stages[0]!.id },
      runAutomations: true,
    });
    const state = { moved: 0, over: 0 };
    const watching = watch(api, { job, pipeline, start, state });
    const busy = await rounds(work, () => state.over > 0);
    await watching;
    const [calm, full] = [idle, busy].map((durations) => percentile(durations, 0.95)) as [number, number];
    return [
      { what: `${customers} deals come into a stage with an automation`, measured: '' },
      { what: '  moving them there, by a job', measured: `${Math.round(customers / state.moved)} moves/s` },
      { what: '  until all runs are over', measured: `${Math.round(customers / state.over)} runs/s` },
      { what: '  a request of someone at work, before', measured: summary(idle) },
      {
        what: '  … meanwhile',
        measured: `${summary(busy)}, ${(full / calm).toFixed(1)} times`,
        aim: 'p95 at most twice',
      },
    ];
  } finally {
    await running.stop();
  }
}

async function makePipeline(api: Api): Promise<Pipeline> {
  const actions = [
    { action: 'create_task', config: { taskTemplate: 'Call {{ customer.contactInfo.company }}' } },
    { action: 'add_tag', config: { tag: 'called' } },
  ];
  const automation = { trigger: 'entry', condition: "customer.source != 'nothing'", actions };
  const stages = [{ name: 'New', automations: [automation] }, { name: 'Called' }];
  const body = { name: 'Calls', type: 'sales', stages };
  return (await api.call<{ pipeline: Pipeline }>('POST', '/api/pipelines', body)).pipeline;
}

/** What someone does who is at work: looks for customers, opens one, changes it, looks at the tasks and the board. */
async function someonesWork(api: Api, pipeline: Pipeline): Promise<((round: number) => Promise<unknown>)[]> {
  const { customer } = await api.call<{ customer: { id: string } }>('POST', '/api/customers', {
    contactInfo: { company: 'At work' },
  });
  return [
    () => api.call('GET', '/api/customers?sort=-createdAt'),
    () => api.call('GET', `/api/customers/${customer.id}`),
    (round) => api.call('PATCH', `/api/customers/${customer.id}`, { contactInfo: { phone: `+44 20 ${round}` } }),
    () => api.call('GET', '/api/tasks'),
    () => api.call('GET', `/api/pipelines/${pipeline.id}`),
  ];
}

async function rounds(
  work: ((round: number) => Promise<unknown>)[],
  enough: (done: number) => boolean,
): Promise<number[]> {
  const durations: number[] = [];
  for (let round = 0; !enough(round); round += 1) {
    for (const one of work) {
      durations.push(...(await timed(1, () => one(round))));
      await sleep(betweenMs);
    }
  }
  return durations;
}

interface Watched {
  job: Job;
  pipeline: Pipeline;
  start: number;
  /** Seconds it took; 0 until then. */
  state: { moved: number; over: number };
}

async function watch(api: Api, { job, pipeline, start, state }: Watched): Promise<void> {
  const seconds = () => (performance.now() - start) / 1000;
  try {
    await finished(api, job);
    state.moved = seconds();
    const path = `/api/pipelines/${pipeline.id}/runs?limit=1&status=complete`;
    while ((await api.call<{ total: number }>('GET', path)).total < customers) {
      if (seconds() > mostMinutes * 60) throw new Error(`They were not over after ${mostMinutes} minutes`);
      await sleep(2000);
    }
  } finally {
    state.over = seconds();
  }
}
