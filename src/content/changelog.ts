import { getCollection } from 'astro:content';

/** The entries of src/content/changelog, newest first. */
export async function readChangelog() {
  const entries = await getCollection('changelog');
  return entries.toSorted((a, b) => b.data.date.getTime() - a.data.date.getTime());
}

export const isoDate = (date: Date): string => date.toISOString().slice(0, 10);

/** `27 November 2026` */
export const longDate = (date: Date): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
