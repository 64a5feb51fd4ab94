/** Buttons with `data-reveals="<id of a password field>"` show and hide what is typed there. */
export function wireReveals(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-reveals]')) {
    const field = document.getElementById(button.dataset.reveals ?? '');
    if (!(field instanceof HTMLInputElement)) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      const shown = field.type === 'password';
      field.type = shown ? 'text' : 'password';
      button.textContent = shown ? 'Hide' : 'Show';
      button.setAttribute('aria-pressed', String(shown));
    });
    // A browser offers to remember passwords, not texts.
    field.form?.addEventListener('submit', () => (field.type = 'password'));
  }
}
