import { html, render } from 'lit';

interface Question {
  title: string;
  text: string;
  /** What the button that goes on says, and the one that does not. */
  yes: string;
  no: string;
}

/** Asks on the page before something is done; resolves to whether to go on. Escape means no. */
export function confirm({ title, text, yes, no }: Question): Promise<boolean> {
  const holder = document.body.appendChild(document.createElement('div'));
  render(
    html`<dialog class="dialog" aria-labelledby="confirm-title" aria-describedby="confirm-text">
      <h2 id="confirm-title" class="text-xl font-semibold">${title}</h2>
      <p id="confirm-text" class="mt-1 mb-5 text-ink-2">${text}</p>
      <form method="dialog" class="flex justify-end gap-2">
        <button class="btn quiet" value="no">${no}</button>
        <button class="btn primary" value="yes">${yes}</button>
      </form>
    </dialog>`,
    holder,
  );
  const dialog = holder.querySelector('dialog');
  return new Promise((resolve) => {
    dialog?.addEventListener('close', () => {
      holder.remove();
      resolve(dialog.returnValue === 'yes');
    });
    dialog?.showModal();
  });
}
