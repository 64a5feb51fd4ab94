import { shorten } from './text.ts';

/** A title as repair sentences quote it. */
export function quote(title: string): string {
  return `“${shorten(title, 60)}”`;
}
