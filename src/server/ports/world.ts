import type { AiDefaults } from '../../lib/domain/ai-settings.ts';

export interface Clock {
  now(): Date;
}

export interface Ids {
  next(): string;
}

/** Figures that were found out lately. */
export interface Recent {
  /**
   * What is known by this name since a short while, or else what `find` finds out. What took many rows to find out is kept
   * for a while, a minute at most; what took few is found out anew each time.
   */
  of<Found>(name: string, find: () => Promise<{ found: Found; rows: number }>): Promise<Found>;
}

export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The settings use-cases decide by; parsed once from the environment. */
export interface Policy {
  siteUrl: string;
  siteName: string;
  registration: 'open' | 'invite' | 'closed';
  production: boolean;
  aiDefaults: AiDefaults;
}
