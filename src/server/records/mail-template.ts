import type { Versioned } from './versioned.ts';

export interface MailTemplateRecord extends Versioned {
  name: string;
  /** Liquid. */
  subject: string;
  /** Liquid, then Markdown. */
  body: string;
}
