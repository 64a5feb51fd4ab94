import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { MailDraftController } from '../../lib/client/mail-draft-controller.ts';
import type { MailDraft, MailPurpose } from '../../lib/contracts/insights.ts';
import { choiceList, choicesOf } from '../ui/field.ts';
import { confirm } from '../ui/confirm.ts';
import { makingWords, purposeChoices } from './insight-words.ts';

export interface DraftView {
  controller: MailDraftController;
  /** The page its form posts to without JavaScript. */
  page: string;
  maySend: boolean;
  zone: string;
  now: string;
  /** Called when a mail was sent. */
  sent: () => void;
}

const text = (form: HTMLFormElement, name: string): string => {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
};

/** Asks what a mail is for, drafts it, and lets it be changed, sent, copied or taken along. */
export const mailDraft = (view: DraftView) => {
  const { controller, page } = view;
  const { draft, busy, fault } = controller;
  const drafting = busy === 'drafting';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    void controller.make({ purpose: text(form, 'purpose') as MailPurpose, instructions: text(form, 'instructions') });
  };
  return html`<details class="mt-3" id="mail-draft">
    <summary class="btn">Draft a mail</summary>
    <div class="mail-draft">
      <form method="post" action="${page}#kept-mail" class="mail-wish" @submit=${submit}>
        <input type="hidden" name="intent" value="draft-mail" />
        <div class="field">
          <label for="mail-purpose">What it is for</label>
          <select class="input" id="mail-purpose" name="purpose">
            ${choiceList(choicesOf(purposeChoices), 'check_in')}
          </select>
        </div>
        <div class="field">
          <label for="mail-instructions">How it should be</label>
          <input
            class="input"
            id="mail-instructions"
            name="instructions"
            maxlength="1000"
            autocomplete="off"
            placeholder="Short, mention the new price list"
          />
        </div>
        <button class="btn ${draft ? '' : 'primary'}" aria-disabled=${busy !== null ? 'true' : nothing}>
          ${drafting ? 'Writing…' : draft ? 'Draft again' : 'Draft it'}
        </button>
      </form>
      ${fault ? html`<p class="error-text" role="alert">${fault}</p>` : nothing}
      <div role="status" aria-live="polite">${draft ? keyed(draft.generatedAt, letter(draft, view)) : nothing}</div>
    </div>
  </details>`;
};

const letter = (draft: MailDraft, view: DraftView) => {
  const { controller, maySend, zone, now } = view;
  const { to, subject, body, warnings } = draft;
  const typed = (event: Event) => {
    const form = (event.target as HTMLElement).closest('form');
    return form ? { subject: text(form, 'subject').trim(), body: text(form, 'body') } : { subject: '', body: '' };
  };
  const takeAlong = (event: Event) => {
    const mail = typed(event);
    const query = `subject=${encodeURIComponent(mail.subject)}&body=${encodeURIComponent(mail.body.replace(/\n/g, '\r\n'))}`;
    (event.currentTarget as HTMLAnchorElement).href =
      `mailto:${encodeURIComponent(to ?? '').replace('%40', '@')}?${query}`;
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void send(view, to, typed(event));
  };
  return html`<form class="grid gap-3" @submit=${submit}>
    <p class="text-sm break-words text-muted">
      ${to ? `To ${to}` : 'No email address is known: enter it under Contact.'}
    </p>
    <div class="field">
      <label for="mail-subject">Subject</label>
      <input class="input" id="mail-subject" name="subject" maxlength="200" required .value=${subject} />
    </div>
    <div class="field">
      <label for="mail-body">Text</label>
      <textarea class="input" id="mail-body" name="body" rows="11" maxlength="10000" required .value=${body}></textarea>
    </div>
    ${warnings.map((warning) => html`<p class="notice">${warning}</p>`)}
    <p class="text-sm break-words text-muted">${makingWords(draft, { what: 'Drafted', zone, now })}</p>
    <div class="flex flex-wrap gap-2">
      ${
        to && maySend
          ? html`<button class="btn primary" aria-disabled=${controller.busy !== null ? 'true' : nothing}>
              ${controller.busy === 'sending' ? 'Sending…' : 'Send'}
            </button>`
          : nothing
      }
      <button type="button" class="btn" @click=${(event: Event) => void controller.copy(typed(event))}>Copy</button>
      <a class="btn" href="mailto:" @click=${takeAlong}>Open in your mail program</a>
    </div>
  </form>`;
};

async function send({ controller, sent }: DraftView, to: string | null, mail: { subject: string; body: string }) {
  const title = `Send “${mail.subject}”?`;
  const words = `It goes to ${to ?? ''} as it stands here, and into the history. Answers come to your own address.`;
  if (!(await confirm({ title, text: words, yes: 'Send', no: 'Not yet' }))) return;
  if (await controller.send(mail)) sent();
}
