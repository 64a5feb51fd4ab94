/** How many changes are on their way to the server. */
let count = 0;
const listeners = new Set<(underWay: boolean) => void>();

/** Calls `listener` when the first change sets out, and when the last one is answered. */
export const onUnderWay = (listener: (underWay: boolean) => void): void => {
  listeners.add(listener);
};

/** Counts `work` as under way until it is settled. */
export async function underWay<Result>(work: Promise<Result>): Promise<Result> {
  count += 1;
  if (count === 1) for (const listener of listeners) listener(true);
  try {
    return await work;
  } finally {
    count -= 1;
    if (count === 0) for (const listener of listeners) listener(false);
  }
}
