const atOnce = 1000;
const together = 3;

/** Reads by many ids in parts, some at the same time: while one is sent another is looked for. */
export async function inParts<Found>(
  ids: readonly string[],
  read: (some: readonly string[]) => Promise<Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (let start = 0; start < ids.length; start += together * atOnce) {
    const parts = Array.from({ length: together }, (_, part) => start + part * atOnce)
      .filter((begin) => begin < ids.length)
      .map((begin) => read(ids.slice(begin, begin + atOnce)));
    found.push(...(await Promise.all(parts)).flat());
  }
  return found;
}
