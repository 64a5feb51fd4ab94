import type { FieldError } from '../contracts/errors.ts';
import { errorSentence, fieldWords } from '../domain/error-sentence.ts';
import { ApiError } from './api.ts';

/** What happened, with the way back when there is one. Shown by the page's toast region. */
export interface Toast {
  message: string;
  tone?: 'plain' | 'danger';
  action?: { label: string; run: () => void };
  /** Where more of it is. */
  link?: { label: string; href: string };
}

declare global {
  interface DocumentEventMap {
    'throughline:toast': CustomEvent<Toast>;
  }
}

/** Said before the region was there: parts of a page come to life in any order. */
const unheard: Toast[] = [];

/** @event throughline:toast on the document; who shows it prevents its default, which is to keep it */
export const toast = (detail: Toast): void => {
  const event = new CustomEvent('throughline:toast', { detail, cancelable: true });
  if (document.dispatchEvent(event)) unheard.push(detail);
};

/** What was said before anyone listened, each once. */
export const unheardToasts = (): Toast[] => unheard.splice(0);

export const toastUndo = (message: string, undo: () => void): void =>
  toast({ message, action: { label: 'Undo', run: undo } });

/** Says why something did not work, in the words the server gave; of a field that was refused its name, and what to do. */
export const toastFailure = (doing: string, error: unknown): void => {
  const [fault] = error instanceof ApiError ? error.fieldErrors : [];
  const why = fault ? faultWords(fault) : error instanceof Error ? error.message : String(error);
  toast({ message: `${doing}: ${why}`, tone: 'danger' });
};

/** Some messages go on from the field's name, others stand for themselves. */
const faultWords = ({ path, message }: FieldError): string =>
  /^(must|is|has|needs) /.test(message)
    ? `${errorSentence(fieldWords(path), message)} Change that and try again.`
    : message;
