type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isTickable = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio');

const isTouched = (field: Field): boolean => {
  if (isTickable(field)) return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement) return [...field.options].some((o) => o.selected !== o.defaultSelected);
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
