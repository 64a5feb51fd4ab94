import type { FieldError } from '../contracts/errors.ts';

/** What is wrong with a text, with where in it that stands: `Line 2, character 5: …`. */
export function withPlace({ message, position }: Pick<FieldError, 'message' | 'position'>): string {
  if (!position) return message;
  const line = position.line > 1 ? `Line ${position.line}, character` : 'Character';
  return `${line} ${position.column}: ${message}`;
}
