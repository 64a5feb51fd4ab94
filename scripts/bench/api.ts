import autocannon from 'autocannon';
import type { Api } from '../lib/api.ts';
import { summary, timed, type Row } from './measure.ts';

const tasks = 300;
const connections = 10;
const seconds = 5;

/** Latency of creating and listing tasks one after another, and throughput of lists. */
export async function benchApi(api: Api): Promise<Row[]> {
  const goal = (i: number) => ({ title: `Goal ${i}`, description: 'Measured', priority: 'medium' });
  const creates = await timed(tasks, (i) => api.call('POST', '/api/tasks', { ...goal(i), generate: false }));
  const lists = await timed(tasks, () => api.call('GET', '/api/tasks?limit=25'));
  const { requests, latency, non2xx } = await autocannon({
    url: `${api.url}/api/tasks?limit=25`,
    connections,
    duration: seconds,
    headers: { authorization: `Bearer ${api.token ?? ''}` },
  });
  if (non2xx > 0) throw new Error(`${non2xx} lists were refused.`);
  return [
    { what: `create a task, ${tasks} in turn`, measured: summary(creates) },
    { what: `list 25 of ${tasks} tasks, in turn`, measured: summary(lists) },
    {
      what: `list 25 of ${tasks} tasks, ${connections} at once`,
      measured: `${requests.average.toFixed(0)}/s, p97.5 ${latency.p97_5} ms`,
    },
  ];
}
