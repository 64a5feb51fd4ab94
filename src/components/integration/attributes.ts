/** What can stand in an attribute; `false`, null and objects leave it out, as Astro does. */
export const isAttribute = (value: unknown): value is string | number | true =>
  typeof value === 'string' || typeof value === 'number' || value === true;

export const attributeOf = (value: string | number | true): string => (value === true ? '' : String(value));
