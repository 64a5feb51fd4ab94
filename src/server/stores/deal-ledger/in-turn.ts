/**
 * Work that must begin after whoever needs it asks for it: one at a time; those who ask while it is under way share the
 * next.
 */
export function inTurn(work: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return () => {
    next ??= current.then(() => {
      next = null;
      const done = work();
      current = done.catch(() => undefined);
      return done;
    });
    return next;
  };
}
