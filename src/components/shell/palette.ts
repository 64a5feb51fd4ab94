import { asButton } from './as-button.ts';

let opening = 0;
/** Whether it was asked for and is not there yet: keys pressed meanwhile are meant for it. */
export const isPaletteOpening = (): boolean => opening > 0;

/** Opens the palette, which loads when it is first wanted. */
export async function openPalette(text = ''): Promise<void> {
  opening += 1;
  const typed = listenWhileOpening();
  try {
    await import('../palette/command-palette.ts');
    const palette =
      document.querySelector('command-palette') ?? document.body.appendChild(document.createElement('command-palette'));
    await palette.updateComplete;
    await palette.open(text + typed.stop());
  } finally {
    typed.stop();
    opening -= 1;
  }
}

/** Keeps what is typed before there is a field for it. */
function listenWhileOpening(): { stop: () => string } {
  let typed = '';
  const ending = new AbortController();
  const hear = (event: KeyboardEvent) => {
    if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    typed += event.key;
  };
  document.addEventListener('keydown', hear, { capture: true, signal: ending.signal });
  return {
    stop() {
      ending.abort();
      return typed;
    },
  };
}

/** Ctrl-K or Cmd-K, and links with `data-palette`, which lead to the search page where there are no scripts. */
export function wirePalette(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey || event.ctrlKey === event.metaKey) return;
    event.preventDefault();
    if (!document.querySelector('dialog[open]')) void openPalette();
  });
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-palette]')) {
    link.setAttribute('aria-keyshortcuts', 'Control+K Meta+K');
    asButton(link, () => void openPalette());
  }
}
