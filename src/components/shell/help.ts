/** Opens the sheet of all shortcuts, which loads when it is first wanted. */
export async function openHelp(): Promise<void> {
  const { showHelp } = await import('../shortcuts/help-sheet.ts');
  showHelp();
}

/** Buttons with `data-help` are there as soon as there is something behind them. */
export function wireHelp(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-help]')) {
    button.hidden = false;
    button.addEventListener('click', () => void openHelp());
  }
}
