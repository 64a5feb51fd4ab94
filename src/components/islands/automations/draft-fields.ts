import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { errorSentence } from '../../ui/field-error.ts';
import { choiceList, describedBy, field, type Choice, type FieldOptions } from '../../ui/field.ts';

export interface FormView {
  errors: Readonly<Record<string, string>>;
  /** The draft was changed in place. */
  edited: () => void;
}

type TextsOf<Draft> = { [Key in keyof Draft]: Draft[Key] extends string ? Key : never }[keyof Draft] & string;

interface More {
  hint?: string;
  maxlength?: number;
  inputmode?: 'numeric' | 'url';
  placeholder?: string;
  rows?: number;
  hideLabel?: boolean;
}

const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;

/** Controls for the texts of a draft, named by where it stands in the form: `actions.0.`. */
export function draftFields<Draft extends object>(draft: Draft, prefix: string, { errors, edited }: FormView) {
  type Name = TextsOf<Draft>;
  const textOf = (name: Name) => draft[name] as string;
  const set = (name: Name) => (event: Event) => {
    draft[name] = valueOf(event) as Draft[Name];
    edited();
  };
  const optionsOf = (name: Name, label: string, { hint, hideLabel }: More): FieldOptions => ({
    id: `${prefix}${name}`.replaceAll('.', '-'),
    label,
    error: errorSentence(label, errors[`${prefix}${name}`]),
    ...(hint !== undefined && { hint }),
    ...(hideLabel !== undefined && { hideLabel }),
  });
  const control = (name: Name, label: string, more: More, draw: (options: FieldOptions) => TemplateResult) => {
    const options = optionsOf(name, label, more);
    return field(options, draw(options));
  };
  return {
    text: (name: Name, label: string, more: More = {}) =>
      control(
        name,
        label,
        more,
        (options) =>
          html`<input
            class="input"
            id=${options.id}
            name="${prefix}${name}"
            .value=${live(textOf(name))}
            inputmode=${more.inputmode ?? nothing}
            maxlength=${more.maxlength ?? 200}
            placeholder=${more.placeholder ?? nothing}
            autocomplete="off"
            aria-invalid=${options.error ? 'true' : nothing}
            aria-describedby=${describedBy(options)}
            @input=${set(name)}
          />`,
      ),
    area: (name: Name, label: string, more: More = {}) =>
      control(
        name,
        label,
        more,
        (options) =>
          html`<textarea
            class="input"
            id=${options.id}
            name="${prefix}${name}"
            rows=${more.rows ?? 2}
            maxlength=${more.maxlength ?? 4000}
            data-text=${textOf(name)}
            .value=${live(textOf(name))}
            placeholder=${more.placeholder ?? nothing}
            aria-invalid=${options.error ? 'true' : nothing}
            aria-describedby=${describedBy(options)}
            @input=${set(name)}
          ></textarea>`,
      ),
    choice: (name: Name, label: string, choices: readonly (Choice | ChoiceGroup)[], more: More = {}) =>
      control(
        name,
        label,
        more,
        (options) =>
          html`<select
            class="input"
            id=${options.id}
            name="${prefix}${name}"
            autocomplete="off"
            aria-invalid=${options.error ? 'true' : nothing}
            aria-describedby=${describedBy(options)}
            @change=${set(name)}
          >
            ${choices.map((choice) =>
              'choices' in choice
                ? html`<optgroup label=${choice.label}>${choiceList(choice.choices, textOf(name))}</optgroup>`
                : choiceList([choice], textOf(name)),
            )}
          </select>`,
      ),
  };
}

export interface ChoiceGroup {
  label: string;
  choices: readonly Choice[];
}
