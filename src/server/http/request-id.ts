import { randomUUID } from 'node:crypto';

/** The id a proxy in front gave the request, when it looks like one; else a new one. */
export const requestIdOf = (given: string | null | undefined): string =>
  given && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
