/**
 * What is wrong with a field, as a sentence. The contract's messages continue the field's name ("must not be empty");
 * those that are sentences already stay as they are.
 */
export function errorSentence(label: string, message: string | undefined): string | undefined {
  if (!message) return undefined;
  const sentence = /^\p{Ll}/u.test(message) ? `${label} ${message}` : message;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
