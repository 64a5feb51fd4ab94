import { textsOf } from './texts-of.ts';

const failed = 'The server cannot be reached. Your goal is still here; please try again.';

/** Plans without leaving the page: asks for the same page as a browser would, and puts its plan in place. */
export function wirePlanForm(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-plan-form]');
  const button = form?.querySelector('button');
  const status = document.querySelector('[data-plan-status]');
  if (!form || !button || !status) return;
  const tell = (words: string) => (status.textContent = words);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (button.ariaDisabled === 'true') return;
    button.ariaDisabled = 'true';
    tell('Planning…');
    void plan(form, tell).finally(() => (button.ariaDisabled = null));
  });
}

async function plan(form: HTMLFormElement, tell: (words: string) => void): Promise<void> {
  try {
    const body = new URLSearchParams(textsOf(form));
    const answer = await fetch('/demo', { method: 'POST', body });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const goal = { now: form.querySelector('[data-goal]'), next: page.querySelector('[data-goal]') };
    const made = page.querySelector('[data-plan]');
    if (!made || !goal.next) throw new Error('no plan');
    goal.now?.replaceWith(goal.next);
    document.querySelector('[data-plan]')?.replaceWith(made);
    const wrong = form.querySelector<HTMLInputElement>('[aria-invalid="true"]');
    const heading = made.querySelector<HTMLElement>('h2[tabindex]');
    tell(made.querySelector('[data-said]')?.textContent.trim() ?? '');
    (wrong ?? heading)?.focus();
  } catch {
    tell('');
    const notice = document.createElement('p');
    Object.assign(notice, { className: 'notice danger mb-5', textContent: failed });
    notice.setAttribute('role', 'alert');
    document.querySelector('[data-plan]')?.prepend(notice);
  }
}
