import { html } from 'lit';

/** Two letters for a person: the first of the first and of the last word. */
export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase() || '?';
};

/** Who has it. The name is read out and shown on hover; nobody is a dashed circle. */
export const avatar = (name: string | null) =>
  name === null
    ? html`<span class="av none" role="img" aria-label="Nobody has this" title="Nobody has this"></span>`
    : html`<span class="av" role="img" aria-label=${name} title=${name}>${initials(name)}</span>`;
