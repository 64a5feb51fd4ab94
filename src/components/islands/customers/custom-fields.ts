import { html, nothing } from 'lit';
import type { CustomField, CustomFieldValue } from '../../../lib/contracts/custom-field.ts';
import { valueOfText } from '../../../lib/domain/custom-fields/read-text.ts';
import { wordsOfValue } from '../../../lib/domain/custom-fields/values.ts';
import { choiceName, fieldPath, offered } from '../../customers/custom-field-form.ts';
import { errorSentence } from '../../ui/field-error.ts';
import { inPlaceField, type InPlaceField } from '../../ui/in-place-field.ts';
import { inPlaceSelect } from '../../ui/in-place-select.ts';
import { ticked } from '../../ui/ticked.ts';
import type { CustomerView } from './view.ts';

/** The fields admins defined, each edited where it stands; then what programs and imports gave besides, as it is. */
export const customFields = (view: CustomerView) => {
  const shown = view.fields.filter(({ archived }) => !archived);
  const defined = new Set(view.fields.map(({ key }) => key));
  const others = Object.entries(view.record.customFields).filter(([name]) => !defined.has(name));
  if (shown.length + others.length === 0) return nothing;
  return html`<section aria-label="More">
    <h2 class="under-title mt-6">More</h2>
    <div class="border-t border-line">
      ${shown.map((field) => customField(view, field))}
      ${others.map(
        ([name, value]) =>
          html`<dl class="detail">
            <dt class="detail-label break-words">${name}</dt>
            <dd class="py-[3px] break-words">${wordsOfValue(value)}</dd>
          </dl>`,
      )}
    </div>
  </section>`;
};

const valueOf = ({ record }: CustomerView, { key }: CustomField): CustomFieldValue | undefined =>
  record.customFields[key];

const customField = (view: CustomerView, field: CustomField) => {
  switch (field.type) {
    case 'select':
      return choice(view, field);
    case 'multi-select':
      return choices(view, field);
    case 'checkbox':
      return tick(view, field);
    default:
      return inPlaceField(view, textField(view, field));
  }
};

const inputTypes: Partial<Record<CustomField['type'], InPlaceField['type']>> = {
  number: 'amount',
  date: 'date',
  url: 'url',
};

function textField(view: CustomerView, field: CustomField): InPlaceField {
  const { type, label, help, required } = field;
  const value = valueOf(view, field);
  const inputType = inputTypes[type];
  return {
    path: fieldPath(field.key),
    label,
    max: type === 'url' ? 500 : 2000,
    required,
    hint: help,
    href: type === 'url' && typeof value === 'string' && /^https?:\/\//i.test(value) ? value : null,
    show: wordsOfValue,
    read: (text) => valueOfText(field, text),
    ...(inputType && { type: inputType }),
  };
}

const idOf = ({ key }: CustomField): string => fieldPath(key).replace('.', '-');

/** What was wrong with the posted form, and what people read beneath a field. */
const under = ({ errors }: CustomerView, field: CustomField) => {
  const error = errorSentence(field.label, errors[fieldPath(field.key)]);
  return html`${error ? html`<p class="error-text" id="${idOf(field)}-error">${error}</p>` : nothing}
  ${field.help ? html`<p class="text-sm text-muted" id="${idOf(field)}-hint">${field.help}</p>` : nothing}`;
};

const choice = (view: CustomerView, field: CustomField) => {
  const value = valueOf(view, field);
  const options = offered(field, value).map((option) => ({ value: option, label: option }));
  const canBeNone = !field.required || value === undefined;
  return html`<div class="detail">
    <label for=${idOf(field)}>${field.label}</label>
    <div class="min-w-0 py-px">
      ${inPlaceSelect(view, {
        id: idOf(field),
        label: field.label,
        path: fieldPath(field.key),
        choices: canBeNone ? [{ value: '', label: 'Not set' }, ...options] : options,
      })}
      ${under(view, field)}
    </div>
  </div>`;
};

const save = ({ edits }: CustomerView, { key, label }: CustomField, value: CustomFieldValue | null) =>
  void edits.run({ path: fieldPath(key), label, value, words: wordsOfValue });

const tick = (view: CustomerView, field: CustomField) => {
  const path = fieldPath(field.key);
  const typed = view.typed[path];
  const checked = typed === undefined ? valueOf(view, field) === true : typed !== '';
  const change = ({ target }: Event) => save(view, field, (target as HTMLInputElement).checked);
  return html`<div class="detail">
    <label for=${idOf(field)}>${field.label}</label>
    <div class="min-w-0 py-[3px]">
      <input type="hidden" name=${path} form=${view.formId} value="" />
      <input
        type="checkbox"
        class="check"
        id=${idOf(field)}
        name=${path}
        form=${view.formId}
        value="yes"
        ?checked=${ticked(checked)}
        aria-describedby=${field.help ? `${idOf(field)}-hint` : nothing}
        @change=${change}
      />
      ${under(view, field)}
    </div>
  </div>`;
};

const choices = (view: CustomerView, field: CustomField) => {
  const { key, label, required } = field;
  const kept = valueOf(view, field);
  const asked = view.typed[fieldPath(key)] !== undefined;
  const chosen = Array.isArray(kept) ? kept : [];
  const isChosen = (option: string) =>
    asked ? view.typed[choiceName(key, option)] !== undefined : chosen.includes(option);
  const options = offered(field, kept);
  const change = (option: string, { target }: Event) => {
    const input = target as HTMLInputElement;
    const next = options.filter((each) => (each === option ? input.checked : chosen.includes(each)));
    if (next.length === 0 && required) input.checked = true;
    else save(view, field, next.length > 0 ? next : null);
  };
  return html`<div class="detail" role="group" aria-labelledby="${idOf(field)}-label">
    <span class="detail-label" id="${idOf(field)}-label">${label}</span>
    <div class="min-w-0">
      <input type="hidden" name=${fieldPath(key)} form=${view.formId} value="" />
      <details class="choices">
        <summary class="editable">${wordsOfValue(chosen) || 'Not set'}</summary>
        <div class="grid py-1">
          ${options.map(
            (option) =>
              html`<label class="flex min-h-8 items-center gap-2">
                <input
                  type="checkbox"
                  class="check"
                  name=${choiceName(key, option)}
                  form=${view.formId}
                  value="yes"
                  ?checked=${ticked(isChosen(option))}
                  @change=${(event: Event) => change(option, event)}
                />
                <span class="min-w-0 break-words">${option}</span>
              </label>`,
          )}
        </div>
      </details>
      ${under(view, field)}
    </div>
  </div>`;
};
