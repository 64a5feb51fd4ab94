/** Where the parts of the API reference are. */

export const groupAddress = (tag: string): string => `/docs/api/${tag.toLowerCase().replace(/\W+/g, '-')}`;

/** Schemas stand by their first letter: all of them on one page would be too much for a phone. */
export const letterOf = (schema: string): string => schema.charAt(0).toLowerCase();
export const letterAddress = (letter: string): string => `/docs/api/schemas/${letter}`;
export const schemaAddress = (schema: string): string => `${letterAddress(letterOf(schema))}#schema-${schema}`;
