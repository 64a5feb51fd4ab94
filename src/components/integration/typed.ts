type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isTickable = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio');

/** Without a choice in the markup the browser takes the first option: nobody chose that. */
const servedChoice = ({ options }: HTMLSelectElement): number =>
  Math.max(
    0,
    [...options].findLastIndex((option) => option.defaultSelected),
  );

const isTouched = (field: Field): boolean => {
  if (isTickable(field)) return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement && field.multiple) {
    return [...field.options].some((option) => option.selected !== option.defaultSelected);
  }
  if (field instanceof HTMLSelectElement) return field.selectedIndex !== servedChoice(field);
  return field.value !== field.defaultValue;
};

/**
 * Remembers what a person has already entered into the served fields of `root`. The returned function puts it back
 * after hydration and announces it with the usual `input` and `change` events, so that the element's state follows.
 */
export function keepTyped(root: ParentNode): () => void {
  const fields = [...root.querySelectorAll<Field>('input, textarea, select')].filter(isTouched);
  const kept = fields.map((field) => ({ field, value: field.value, checked: isTickable(field) && field.checked }));
  return () => {
    for (const { field, value, checked } of kept) {
      const target = field.isConnected ? field : sameName(root, field.name);
      if (!target) continue;
      if (isTickable(target)) target.checked = checked;
      else target.value = value;
      for (const type of ['input', 'change']) target.dispatchEvent(new Event(type, { bubbles: true }));
    }
  };
}

const sameName = (root: ParentNode, name: string): Field | null =>
  name ? root.querySelector<Field>(`[name="${CSS.escape(name)}"]`) : null;
