/** `<details class="menu">` closes when one clicks elsewhere, leaves it with Tab or presses Escape. */
export function tameMenus(): void {
  const open = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]');
  const closeUnlessInside = (event: Event) => {
    for (const menu of open()) if (!event.composedPath().includes(menu)) menu.open = false;
  };
  document.addEventListener('pointerdown', closeUnlessInside);
  document.addEventListener('focusin', closeUnlessInside);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  });
}
