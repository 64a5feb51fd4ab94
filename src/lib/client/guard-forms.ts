import { api } from './api.ts';
import { toastFailure } from './toasts.ts';
import { underWay } from './under-way.ts';

/**
 * Looks after plain forms marked `data-guard`: the browser asks before the page is left while something typed is not
 * saved, and a session that has ended is renewed, or logged in to on the page itself, before the form is sent.
 */
export function guardForms(): void {
  const unsaved = new Set<HTMLFormElement>();
  const ready = new WeakSet<HTMLFormElement>();
  const guarded = (target: EventTarget | null): HTMLFormElement | null => {
    const form = target instanceof Element ? target.closest('form') : null;
    return form?.hasAttribute('data-guard') ? form : null;
  };
  document.addEventListener('input', ({ target }) => {
    const form = guarded(target);
    if (form) unsaved.add(form);
  });
  const onSubmit = (event: SubmitEvent) => {
    const form = guarded(event.target);
    if (!form) return;
    if (ready.has(form)) {
      unsaved.delete(form);
      return;
    }
    event.preventDefault();
    void send(form, event.submitter);
  };
  // Before all others, which then see that it is not being sent yet.
  document.addEventListener('submit', onSubmit, { capture: true });
  addEventListener('beforeunload', (event) => {
    if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
  });

  async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    try {
      await underWay(api.get('/auth/me'));
    } catch (error) {
      toastFailure('Not saved', error);
      return;
    }
    ready.add(form);
    form.requestSubmit(submitter);
    ready.delete(form);
  }
}
