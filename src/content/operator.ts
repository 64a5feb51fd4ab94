import { getEntry } from 'astro:content';

/** Who runs the site, from src/content/operator.yaml; an empty `name` means that nobody wrote it in yet. */
export async function readOperator() {
  const entry = await getEntry('operator', 'operator');
  if (!entry) throw new Error('src/content/operator.yaml is missing.');
  return entry.data;
}
