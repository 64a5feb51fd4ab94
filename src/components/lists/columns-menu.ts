/** Columns are put in order where they stand; the form is sent when one applies it. */
export function wireColumns(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-columns]')) {
    form.addEventListener('click', (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>('button[name=move]');
      if (!button) return;
      event.preventDefault();
      move(form, button);
    });
  }
}

function move(form: HTMLFormElement, button: HTMLButtonElement): void {
  const row = button.closest('li');
  const isUp = button.value.startsWith('up:');
  const other = isUp ? row?.previousElementSibling : row?.nextElementSibling;
  if (!row || !other) return;
  if (isUp) other.before(row);
  else other.after(row);
  const rows = [...form.querySelectorAll<HTMLLIElement>('li[data-column]')];
  const order = form.elements.namedItem('order') as HTMLInputElement;
  order.value = rows.map(({ dataset }) => dataset.column ?? '').join(',');
  rows.forEach((each, index) => {
    const [up, down] = each.querySelectorAll('button');
    if (up) up.disabled = index === 0;
    if (down) down.disabled = index === rows.length - 1;
  });
  // A button at the end of its way can no longer be focused: the other one of the row can.
  (button.disabled ? row.querySelector<HTMLButtonElement>('button:enabled') : button)?.focus();
  const said = form.querySelector('[data-moved]');
  if (said) said.textContent = `${row.textContent.trim()}: ${rows.indexOf(row) + 1} of ${rows.length}`;
}
