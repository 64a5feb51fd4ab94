/** How many slips may lie between two words: one in short ones, two from eight letters on, none in the shortest. */
export function slipsAllowed(one: string, other: string): number {
  const length = Math.max([...one].length, [...other].length);
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/**
 * Letters added, left out, mistaken, or swapped with their neighbour (optimal string alignment; F. Damerau 1964,
 * R. Wagner and M. Fischer 1974).
 */
export function slipsBetween(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + same,
        swapped ? before[column - 2]! + 1 : Infinity,
      );
    }
    [before, last] = [last, current];
  }
  return last[b.length]!;
}
