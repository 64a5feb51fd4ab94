import type { AiDefaults } from '../../lib/domain/ai-settings.ts';

export interface Clock {
  now(): Date;
}

export interface Ids {
  next(): string;
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
