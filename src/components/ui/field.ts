import { html, nothing, type TemplateResult } from 'lit';

export interface FieldOptions {
  /** Unique on the page; also the prefix of the ids of hint and error. */
  id: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  /** Kept for screen readers only, where the place says enough. */
  hideLabel?: boolean;
}

/** Ids of what describes a control, for its aria-describedby. */
export const describedBy = ({ id, hint, error }: FieldOptions) =>
  [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || nothing;

/** A control with its label, hint and error, tied together for assistive technology. */
export const field = (options: FieldOptions, control: TemplateResult) => html`
  <div class="field">
    <label for=${options.id} class=${options.hideLabel ? 'sr-only' : ''}>${options.label}</label>
    ${control} ${options.error ? html`<p class="error" id="${options.id}-error">${options.error}</p>` : nothing}
    ${options.hint ? html`<p class="hint" id="${options.id}-hint">${options.hint}</p>` : nothing}
  </div>
`;

interface TextOptions extends FieldOptions {
  name: string;
  value: string;
  type?: 'text' | 'email' | 'password' | 'url' | 'tel' | 'date' | 'number' | 'search';
  required?: boolean;
  autocomplete?: string;
  min?: string;
  max?: string;
  maxlength?: number;
  placeholder?: string;
}

export const textField = (options: TextOptions) =>
  field(
    options,
    html`<input
      class="input"
      id=${options.id}
      name=${options.name}
      type=${options.type ?? 'text'}
      value=${options.value}
      ?required=${options.required ?? false}
      autocomplete=${options.autocomplete ?? 'off'}
      min=${options.min ?? nothing}
      max=${options.max ?? nothing}
      maxlength=${options.maxlength ?? nothing}
      placeholder=${options.placeholder ?? nothing}
      aria-invalid=${options.error ? 'true' : nothing}
      aria-describedby=${describedBy(options)}
    />`,
  );

export interface Choice {
  value: string;
  label: string;
}

interface SelectOptions extends FieldOptions {
  name: string;
  value: string;
  choices: readonly Choice[];
}

export const choiceList = (choices: readonly Choice[], value: string) =>
  choices.map(
    (choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`,
  );

export const selectField = (options: SelectOptions) =>
  field(
    options,
    html`<select
      class="input"
      id=${options.id}
      name=${options.name}
      aria-invalid=${options.error ? 'true' : nothing}
      aria-describedby=${describedBy(options)}
    >
      ${choiceList(options.choices, options.value)}
    </select>`,
  );

/** The choices of a fixed vocabulary, in its own order. */
export const choicesOf = (words: Record<string, string>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
