import type { Correction } from '../../lib/contracts/common.ts';

/** `Showing results for “acme” or “acne” instead of “amce”.` */
export const correctionWords = (corrections: readonly Correction[]): string => {
  const said = corrections.map(
    ({ word, instead }) => `${instead.map((each) => `“${each}”`).join(' or ')} instead of “${word}”`,
  );
  return `Showing results for ${said.join(', and ')}.`;
};
