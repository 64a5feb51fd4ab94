/**
 * F8 leads to what is said at the foot of the page, such as to the Undo of the last change, also while one types; again,
 * or Escape, leads back.
 */
export function wireFootKey(): void {
  const foot = document.querySelector<HTMLElement>('.page-foot');
  if (!foot) return;
  let from: HTMLElement | null = null;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const inside = foot.contains(document.activeElement);
    if (event.key === 'F8' && !inside) {
      const [first] = newest(foot);
      if (!first) return;
      from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      first.focus();
    } else if (inside && (event.key === 'F8' || event.key === 'Escape')) from?.focus();
    else return;
    event.preventDefault();
  });
}

/** What can be done about the last message; else about work under way, or the connection. */
function newest(foot: HTMLElement): HTMLElement[] {
  const toast = [...foot.querySelectorAll('toast-region [role=status] > *')].at(-1);
  return [...(toast ?? foot).querySelectorAll<HTMLElement>('a[href], button')];
}
