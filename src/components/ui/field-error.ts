import type { FieldError } from '../../lib/contracts/errors.ts';

/**
 * What is wrong with a field, as a sentence. The contract's messages continue the field's name ("must not be empty");
 * those that are sentences already stay as they are.
 */
export function errorSentence(label: string, message: string | undefined): string | undefined {
  if (!message) return undefined;
  const sentence = /^\p{Ll}/u.test(message) ? `${label} ${message}` : message;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** What is wrong with a text, with where in it that stands. */
export const withPlace = ({ message, position }: Pick<FieldError, 'message' | 'position'>): string => {
  if (!position) return message;
  const line = position.line > 1 ? `Line ${position.line}, character` : 'Character';
  return `${line} ${position.column}: ${message}`;
};
