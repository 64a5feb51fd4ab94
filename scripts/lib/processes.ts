import { readdirSync, readFileSync } from 'node:fs';

/** Runs `read` for a process that may end meanwhile. */
function ifAlive<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function parentOf(pid: number): number | undefined {
  const stat = ifAlive(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** The processes started by `pid`, by those, and so on (Linux only; elsewhere none are seen). */
export function descendantsOf(pid: number): number[] {
  const all = ifAlive(() => readdirSync('/proc')) ?? [];
  const parents = new Map(
    all.filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(Number(name))]),
  );
  const found = [pid];
  for (const ancestor of found) for (const [child, parent] of parents) if (parent === ancestor) found.push(child);
  return found.slice(1);
}

/** Whether the process exists and is more than a remnant that its parent has yet to collect. */
export function isAlive(pid: number): boolean {
  const stat = ifAlive(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return stat !== undefined && !/\) [ZX] /.test(stat);
}

/** The command line of a process, for people. */
export function commandOf(pid: number): string {
  return ifAlive(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()) ?? 'ended';
}

/** Memory of a process in megabytes, pages shared with other processes counted in parts (proportional set size). */
export function memoryOf(pid: number): number {
  const rollup = ifAlive(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? '';
  return Number(/^Pss: +(\d+) kB$/m.exec(rollup)?.[1] ?? 0) / 1024;
}

/** The most memory a process has had resident so far, in megabytes (peak RSS). */
export function peakMemoryOf(pid: number): number {
  const status = ifAlive(() => readFileSync(`/proc/${pid}/status`, 'utf8')) ?? '';
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}
