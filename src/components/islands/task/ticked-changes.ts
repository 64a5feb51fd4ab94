const prefix = 'step-';

/** The changes ticked in the form of a proposal: each is a field of its own. */
export const tickedChanges = (fields: object): string[] =>
  Object.keys(fields).flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
