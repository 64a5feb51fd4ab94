import type { RecordKind } from '../contracts/socket.ts';
import { shellFacts } from './shell-facts.ts';

/** A record's page that was looked at. */
export interface Recent {
  href: string;
  title: string;
}

const most = 8;
const recordPage = /^\/app\/(customers|deals|tasks|pipelines)\/[0-9a-f]{24}$/;
const prefix = 'recent-records:';
/** Each member's own, where several use one browser. */
const key = () => `${prefix}${shellFacts().memberId}`;

const kinds: Readonly<Record<string, RecordKind>> = {
  customers: 'customer',
  deals: 'deal',
  tasks: 'task',
  pipelines: 'pipeline',
};

/** The record whose page this is. */
export function recordHere(): (Recent & { kind: RecordKind; id: string }) | null {
  const path = location.pathname.replace(/\/$/, '');
  const kind = kinds[recordPage.exec(path)?.[1] ?? ''];
  if (!kind) return null;
  return { kind, id: path.slice(-24), href: path, title: document.title.replace(/ · [^·]*$/, '') };
}

/** The records looked at last in this browser, the newest first. */
export function recentRecords(): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key()) ?? '[]');
    return Array.isArray(kept) ? (kept as Recent[]).filter((one) => one.href && one.title) : [];
  } catch {
    return [];
  }
}

/** Notes that this record's page is looked at. */
export function rememberRecord(): void {
  const here = recordHere();
  if (!here) return;
  const { href, title } = here;
  const others = recentRecords().filter((one) => one.href !== href);
  keep([{ href, title }, ...others].slice(0, most));
}

/** Whoever uses this browser next sees nothing of it. */
export function forgetRecords(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function keep(records: Recent[]): void {
  try {
    localStorage.setItem(key(), JSON.stringify(records));
  } catch {
    // A convenience only: some browsers keep nothing.
  }
}
