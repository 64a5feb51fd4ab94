import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../../src/lib/contracts/job.ts';
import type { CustomerRecord } from '../../src/server/records/index.ts';
import { Api } from '../lib/api.ts';
import { npmStart, type Running } from '../lib/npm-start.ts';
import { commandOf, descendantsOf, memoryOf, peakMemoryOf } from '../lib/processes.ts';
import { inventedCustomers } from './invented.ts';
import type { Row } from './measure.ts';
import { megabytes, nameOf } from './start.ts';

const rows = 100_000;
const pauseMs = 250;
const worked = ['database', 'sidecar', 'web'];

/** An import of 100,000 rows into the empty embedded database, by HTTP: how fast, and in how much memory. */
export async function benchImports(env: Record<string, string>): Promise<Row[]> {
  const running = await npmStart(env);
  try {
    const api = new Api(running.url);
    await api.register('ada@example.com');
    return await measure(running, api);
  } finally {
    await running.stop();
  }
}

async function measure({ npm, url }: Running, { token }: Api): Promise<Row[]> {
  const api = new Api(url);
  api.token = token;
  const processes = descendantsOf(npm.pid ?? 0)
    .map((pid) => ({ pid, name: nameOf(commandOf(pid)) }))
    .filter(({ name }) => worked.includes(name));
  const memory = () => processes.map(({ pid }) => memoryOf(pid)).reduce((sum, one) => sum + one, 0);
  const file = new Blob([...csvOfCustomers(rows)]);
  const began = performance.now();
  let { job } = await upload(file, url, token);
  const uploadMs = performance.now() - began;
  let quarter = 0;
  while (job.status === 'queued' || job.status === 'running') {
    await sleep(pauseMs);
    ({ job } = await api.call<{ job: Job }>('GET', `/api/jobs/${job.id}`));
    if (quarter === 0 && job.progress.done >= rows / 4) quarter = memory();
  }
  if (job.result?.changed !== rows) throw new Error(`The import ended otherwise: ${JSON.stringify(job)}`);
  const seconds = (performance.now() - began) / 1000;
  return [
    {
      what: `import of ${rows} rows, the upload (${(uploadMs / 1000).toFixed(1)} s) included`,
      measured: `${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s`,
      aim: '< 60 s',
    },
    {
      what: '  memory (PSS) after a quarter, and at the end',
      measured: `${megabytes(quarter)}, ${megabytes(memory())}`,
      aim: 'flat',
    },
    ...processes.map(({ pid, name }) => ({ what: `  peak RSS, ${name}`, measured: megabytes(peakMemoryOf(pid)) })),
  ];
}

async function upload(file: Blob, url: string, token: string | undefined): Promise<{ job: Job }> {
  const answer = await fetch(`${url}/api/customers/import`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${token ?? ''}` },
    body: file,
  });
  if (!answer.ok) throw new Error(`The upload was answered with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as { job: Job };
}

/** Invented customers as a CSV file, line by line. */
export function* csvOfCustomers(count: number): Generator<string> {
  yield 'Email,First name,Last name,Company,Phone,Website,Industry,Street,Post code,City,Country,Status,Source,Tags,Region\n';
  let number = 0;
  for (const customer of inventedCustomers(count, { next: () => String((number += 1)) })) yield `${line(customer)}\n`;
}

function line({ contactInfo, address, status, source, tags, customFields }: CustomerRecord): string {
  const { email, name, company, phone, website, industry } = contactInfo;
  const { street, zipCode, city, country } = address;
  const cells = [email, name.first, name.last, company, phone, website, industry, street, zipCode, city, country];
  return [...cells, status, source, tags.join(';'), customFields.region].join(',');
}
