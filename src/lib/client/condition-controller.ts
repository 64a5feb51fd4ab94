import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FieldError } from '../contracts/errors.ts';
import type * as Language from '../domain/conditions/index.ts';
import type { Completion, Completions, CustomFieldKind } from '../domain/conditions/index.ts';

/** What is known of what stands in the field. */
export type ConditionState =
  | { kind: 'unknown' }
  | { kind: 'read'; fields: readonly string[] }
  | { kind: 'fault'; text: string; fault: Required<Omit<FieldError, 'path'>> };

/** So long nobody typed: then a fault is one, and not a word that is half typed. */
const pauseMs = 500;
const nothing: Completions = { from: 0, to: 0, items: [] };

/**
 * Helps someone write a condition: offers what can follow (arrow keys choose, Enter or Tab takes, Escape declines, Ctrl
 * and Space asks), and says what is wrong once they pause. The language is loaded with the first focus; without it the
 * server says what is wrong when the form is saved.
 */
export class ConditionController implements ReactiveController {
  offer: Completions = nothing;
  active = 0;
  state: ConditionState = { kind: 'unknown' };
  readonly #host: ReactiveControllerHost;
  readonly #customFields: () => readonly CustomFieldKind[];
  #language: Promise<typeof Language> | null = null;
  #field: HTMLTextAreaElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, customFields: () => readonly CustomFieldKind[]) {
    this.#host = host;
    this.#customFields = customFields;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  get isOpen(): boolean {
    return this.offer.items.length > 0;
  }

  /** Someone is about to write. */
  readonly focus = (event: Event): void => {
    this.#field = event.target as HTMLTextAreaElement;
    if (this.#field.value !== '' && this.state.kind === 'unknown') void this.#check();
    else void this.#load();
  };

  readonly input = (event: Event): void => {
    this.#field = event.target as HTMLTextAreaElement;
    this.state = { kind: 'unknown' };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), pauseMs);
    void this.#look(false);
  };

  readonly keys = (event: KeyboardEvent): void => {
    this.#field = event.target as HTMLTextAreaElement;
    const asks = (event.ctrlKey && event.key === ' ') || (event.altKey && event.key === 'ArrowDown');
    if (asks) void this.#look(true);
    else if (!this.#takes(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly close = (): void => {
    if (!this.isOpen) return;
    this.offer = nothing;
    this.active = 0;
    this.#host.requestUpdate();
  };

  /** Writes what is offered where the caret stands, and goes on from there. */
  take({ text, caret }: Completion): void {
    const field = this.#field;
    if (!field) return;
    const { from, to } = this.offer;
    this.close();
    field.focus();
    field.setRangeText(text, from, to, 'end');
    field.setSelectionRange(from + caret, from + caret);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    this.close();
  }

  /** Takes the keys that belong to the offer. Answers whether it took this one. */
  #takes(event: KeyboardEvent): boolean {
    const { items } = this.offer;
    const chosen = items[this.active];
    if (!chosen || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      this.active = (this.active + step + items.length) % items.length;
      this.#host.requestUpdate();
    } else if (event.key === 'Enter' || event.key === 'Tab') this.take(chosen);
    else if (event.key === 'Escape') this.close();
    else return false;
    return true;
  }

  /** Looks what can follow; with nothing typed yet only when asked, or where a value is wanted. */
  async #look(asked: boolean): Promise<void> {
    const field = this.#field;
    const language = await this.#load();
    if (!field || !language) return;
    const { value, selectionStart, selectionEnd } = field;
    const fields = language.conditionFields(this.#customFields());
    const offer = selectionStart === selectionEnd ? language.completionsAt(value, selectionStart, fields) : nothing;
    const isWanted = asked || offer.from < selectionStart || offer.items[0]?.text.startsWith('"');
    this.offer = isWanted ? offer : nothing;
    this.active = 0;
    this.#host.requestUpdate();
  }

  async #check(): Promise<void> {
    const field = this.#field;
    const language = await this.#load();
    if (!field || !language) return;
    const text = field.value;
    this.state = text.trim() === '' ? { kind: 'unknown' } : stateOf(language, text, this.#customFields());
    this.#host.requestUpdate();
  }

  #load(): Promise<typeof Language | null> {
    this.#language ??= import('../domain/conditions/index.ts');
    return this.#language.catch(() => {
      this.#language = null;
      return null;
    });
  }
}

function stateOf(language: typeof Language, text: string, customFields: readonly CustomFieldKind[]): ConditionState {
  const compiled = language.compile(text, customFields);
  if (!compiled.ok) {
    const { message, position } = compiled;
    return { kind: 'fault', text, fault: { message, position } };
  }
  return { kind: 'read', fields: compiled.program.reads.map(({ expression }) => expression) };
}
