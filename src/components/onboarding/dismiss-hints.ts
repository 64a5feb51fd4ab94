import { api } from '../../lib/client/api.ts';
import { toastFailure } from '../../lib/client/toasts.ts';

/** Takes a hint away where it stands, without a new page; the focus goes to what follows it. */
export function dismissHints(): void {
  document.addEventListener('submit', (event) => {
    const hint = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-hint]') : null;
    if (!hint) return;
    event.preventDefault();
    void dismiss(hint);
  });
}

async function dismiss(hint: HTMLElement): Promise<void> {
  try {
    await api.post('/onboarding/dismiss', { guide: hint.dataset.hint });
  } catch (error) {
    toastFailure('Not put away', error);
    return;
  }
  const main = document.querySelector<HTMLElement>('main');
  const controls = [
    ...(main?.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary') ?? []),
  ];
  const next = controls.find(
    (control) =>
      hint.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING &&
      !hint.contains(control) &&
      control.checkVisibility({ visibilityProperty: true }) &&
      !control.matches(':disabled'),
  );
  hint.remove();
  next?.focus();
}
