/**
 * What is wrong with a field, as a sentence. The contract's messages continue the field's name ("must not be empty");
 * those that are sentences already stay as they are.
 */
export function errorSentence(label: string, message: string | undefined): string | undefined {
  if (!message) return undefined;
  const sentence = /^\p{Ll}/u.test(message) ? `${label} ${message}` : message;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** A field as people would name it: `contactInfo.email` is the Email, `stages.1.name` is Stage 2: name. */
export function fieldWords(path: string): string {
  const parts = path.split('.').filter(Boolean);
  const name = spoken(parts.at(-1) ?? '');
  const at = parts.findLastIndex((part) => /^\d+$/.test(part));
  const [list = '', place = ''] = at > 0 ? parts.slice(at - 1) : [];
  const item = list && `${capital(spoken(list.replace(/s$/, '')))} ${Number(place) + 1}`;
  if (at === parts.length - 1) return item || 'What you entered';
  return item ? `${item}: ${name}` : capital(name);
}

/** `dueDate`: due date */
const spoken = (name: string) => name.replace(/_/g, ' ').replace(/\B[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
