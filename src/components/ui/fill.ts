/**
 * Writes a text into a field of the form within a `<details>` that opens: templates cannot write into a textarea, and what
 * the page was served with (`data-text`) may have changed since.
 */
export function fill(toggled: Event, name: string, text: string): void {
  const details = toggled.currentTarget as HTMLDetailsElement;
  const field = details.querySelector('form')?.elements.namedItem(name);
  if (details.open && field instanceof HTMLTextAreaElement) field.value = text;
}
