import { html, nothing } from 'lit';
import type { ImportController } from '../../../lib/client/import-controller.ts';
import type { CustomField } from '../../../lib/contracts/custom-field.ts';
import type { Import } from '../../../lib/contracts/import.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import { importChange } from '../../imports/import-form.ts';
import { delimiterWords, encodingWords, modeWords, rowsInWords } from '../../imports/import-words.ts';
import { importPage } from '../../jobs/job-words.ts';
import { choicesOf, selectField, textField } from '../../ui/field.ts';
import { mapping } from './mapping.ts';
import { preview } from './preview.ts';

export interface DraftWorld {
  members: readonly Member[];
  /** The id of whoever looks at it. */
  me: string;
  /** The custom fields a column can become. */
  fields: readonly CustomField[];
}

/** An import that is not run yet: how the file is read, what its columns become, and what that makes of its rows. */
export function draft(controller: ImportController, world: DraftWorld) {
  const { import: shown, busy } = controller;
  const send = (form: HTMLFormElement) =>
    controller.change(importChange(Object.fromEntries(new FormData(form)) as Record<string, string>));
  const changed = ({ currentTarget }: Event) => void send(currentTarget as HTMLFormElement);
  const submitted = (event: SubmitEvent) => {
    event.preventDefault();
    if ((event.submitter as HTMLButtonElement | null)?.value === 'run') void controller.run();
    else void send(event.currentTarget as HTMLFormElement);
  };
  return html`<form
    method="post"
    action=${importPage(shown.id)}
    aria-label="The import"
    @change=${changed}
    @submit=${submitted}
  >
    <div class="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_280px]">
      <section aria-labelledby="columns-title" class="min-w-0">
        <h2 id="columns-title" class="under-title">What the columns become</h2>
        ${warnings(shown)} ${mapping(shown, world.fields)}
      </section>
      <div class="grid content-start gap-8 max-lg:mt-8 max-lg:sm:grid-cols-2">
        ${reading(shown)} ${rules(shown, world)}
      </div>
    </div>
    <button class="btn mt-4 needs-no-script" name="intent" value="update">Show what becomes of the rows</button>
    ${preview(shown, busy)} ${runButton(shown, busy)}
  </form>`;
}

const reading = ({ options }: Import) =>
  html`<fieldset class="grid content-start gap-3">
    <legend class="under-title">How the file is read</legend>
    ${selectField({
      id: 'delimiter',
      name: 'delimiter',
      label: 'Columns are separated by',
      value: options.delimiter,
      choices: choicesOf(delimiterWords),
    })}
    ${selectField({
      id: 'encoding',
      name: 'encoding',
      label: 'Characters',
      value: options.encoding,
      choices: choicesOf(encodingWords),
    })}
    ${selectField({
      id: 'hasHeader',
      name: 'hasHeader',
      label: 'The first row',
      value: String(options.hasHeader),
      choices: [
        { value: 'true', label: 'names the columns' },
        { value: 'false', label: 'is a customer' },
      ],
    })}
  </fieldset>`;

const rules = ({ options }: Import, { members, me }: DraftWorld) => {
  const owners = [
    { value: me, label: 'Me' },
    { value: '', label: 'Nobody' },
    ...members.filter(({ id }) => id !== me).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return html`<fieldset class="grid content-start gap-3">
    <legend class="under-title">What is done with the rows</legend>
    ${selectField({
      id: 'mode',
      name: 'mode',
      label: 'If a customer has the email already',
      value: options.mode,
      choices: choicesOf(modeWords),
    })}
    ${selectField({
      id: 'assignedTo',
      name: 'assignedTo',
      label: 'Owner of new customers',
      hint: 'Unless the row names a member.',
      value: options.assignedTo ?? '',
      choices: owners,
    })}
    ${textField({
      id: 'tags',
      name: 'tags',
      label: 'Tags for every row',
      value: options.tags.join(', '),
      placeholder: 'spring fair, renewal',
      maxlength: 500,
    })}
  </fieldset>`;
};

/** What is likely a mistake, though it can be imported so. */
function warnings({ columns }: Import) {
  const alike = [...Map.groupBy(columns, ({ header }) => header.toLowerCase()).values()].filter(
    (group) => group.length > 1,
  );
  return html`${
    columns.some(({ to }) => to === 'email')
      ? nothing
      : html`<p class="notice info mb-3">
          No column is the email. Nobody can be recognised without it: every row becomes a new customer, also when the
          file is imported twice.
        </p>`
  }
  ${
    alike.length > 0
      ? html`<p class="notice info mb-3">
          ${alike.map((group) => `“${group[0]?.header ?? ''}” stands over ${group.length} columns`).join('; ')}. Choose
          for each what it becomes.
        </p>`
      : nothing
  }`;
}

function runButton({ preview: looked }: Import, busy: boolean) {
  if (!looked) return nothing;
  const { checked, faulty, complete } = looked;
  const good = checked - faulty;
  const none = complete && good === 0;
  const label = complete ? `Import ${rowsInWords(good)}` : 'Import all rows';
  return html`<div class="mt-6 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-5">
    <button
      class="btn primary big"
      name="intent"
      value="run"
      ?disabled=${none}
      aria-disabled=${busy ? 'true' : nothing}
    >
      ${none ? 'Import' : label}
    </button>
    <a class="btn quiet big" href="/app/customers/import">Another file</a>
    <p class="text-muted">
      ${none ? 'None of the rows can be imported so.' : 'It runs in the background, and can be put back as a whole.'}
    </p>
  </div>`;
}
