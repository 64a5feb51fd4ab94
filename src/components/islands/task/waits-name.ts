const prefix = 'waits-';

/** The name of the box that makes a step wait for another. */
export const waitsName = (stepId: string): string => `${prefix}${stepId}`;

/** The step such a name stands for; null for other names. */
export const waitedFor = (name: string): string | null => (name.startsWith(prefix) ? name.slice(prefix.length) : null);
