import { html, nothing } from 'lit';
import type { Deal } from '../../../lib/contracts/deal.ts';
import { lostReasons } from '../../deals/deal-fields.ts';
import type { EditView } from '../../ui/edit-view.ts';
import { errorSentence } from '../../ui/field-error.ts';
import { postForm } from '../../ui/post-form.ts';
import { dealStatusWords } from '../../ui/words.ts';

type Standing = Pick<Deal, 'status' | 'lostReason'>;

const words = (value: unknown): string => dealStatusWords[value as Deal['status']];

const said: Record<Deal['status'], string> = {
  open: 'The deal is open again.',
  won: 'The deal is won.',
  lost: 'The deal is lost.',
};

/** Winning, losing with a reason, and opening again: what may be done with the deal as it stands. */
export const closing = (view: EditView<Deal>) => {
  const { record: deal, edits } = view;
  const action = `/app/deals/${deal.id}`;
  const set = ({ status, lostReason }: Standing) =>
    edits.run({ path: 'status', label: 'Status', value: status, also: { lostReason }, words, said: said[status] });
  const direct = (intent: string, label: string, standing: Standing, look = '') =>
    postForm(action, intent, () => void set(standing), html`<button class="btn ${look}">${label}</button>`);
  if (deal.status !== 'open') return direct('reopen', 'Open again', { status: 'open', lostReason: null });
  return html`${direct('win', 'Mark as won', { status: 'won', lostReason: null }, 'primary')} ${losing(view, set)}`;
};

const losing = ({ record: deal, errors, typed }: EditView<Deal>, set: (standing: Standing) => Promise<boolean>) => {
  const error = errorSentence('The reason', errors.lostReason);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('lostReason') as HTMLInputElement;
    const lostReason = field.value.trim();
    if (lostReason) void set({ status: 'lost', lostReason });
  };
  return html`<details class="menu" ?open=${error !== undefined}>
    <summary class="btn">Mark as lost…</summary>
    <div class="panel losing">
      <form method="post" action="/app/deals/${deal.id}" class="grid gap-2 p-2" @submit=${submit}>
        <input type="hidden" name="intent" value="lose" />
        <label class="label mb-0" for="lost-reason">Why was it lost?</label>
        <input
          id="lost-reason"
          name="lostReason"
          class="input"
          list="lost-reasons"
          maxlength="500"
          required
          autocomplete="off"
          value=${typed.lostReason ?? ''}
          aria-invalid=${error ? 'true' : nothing}
          aria-describedby=${error ? 'lost-reason-error' : nothing}
        />
        <datalist id="lost-reasons">${lostReasons.map((reason) => html`<option value=${reason}></option>`)}</datalist>
        ${error ? html`<p class="error-text" id="lost-reason-error">${error}</p>` : nothing}
        <div><button class="btn primary">Mark as lost</button></div>
      </form>
    </div>
  </details>`;
};
