import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from '../lib/npm-start.ts';
import { commandOf, descendantsOf, memoryOf } from '../lib/processes.ts';
import type { Row } from './measure.ts';

const settleMs = 10_000;

/** Start-up time and, some seconds later, the memory of every process but npm. */
export async function benchStart({ npm, startMs }: Running): Promise<Row[]> {
  await sleep(settleMs);
  const processes = descendantsOf(npm.pid ?? 0).map((pid) => ({ name: nameOf(commandOf(pid)), memory: memoryOf(pid) }));
  const total = processes.reduce((sum, { memory }) => sum + memory, 0);
  return [
    { what: 'start of an installed and built project', measured: `${(startMs / 1000).toFixed(2)} s`, aim: '< 5 s' },
    { what: 'idle memory (PSS), all processes but npm', measured: megabytes(total), aim: '< 400 MB' },
    ...processes.map(({ name, memory }) => ({ what: `  ${name}`, measured: megabytes(memory) })),
  ];
}

/** What one of our processes is called. */
export function nameOf(command: string): string {
  if (command.includes('embedded-mongo')) return 'database';
  if (command.includes('realtime/main')) return 'sidecar';
  if (command.includes('web/main')) return 'web';
  return command.includes('run.mjs') && !command.startsWith('sh ') ? 'supervisor' : 'shell';
}

export function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`;
}
