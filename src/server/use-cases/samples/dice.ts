import { seededRandom, shuffledIndexes } from '../../../lib/planning/random.ts';
import type { Dice } from './company.ts';

/** Chance by a seed: the same choices each time. */
export function diceOf(seed: number): Dice {
  const random = seededRandom(seed);
  const int = ({ min, max }: { min: number; max: number }): number => min + Math.floor(random() * (max - min + 1));
  const arrayElement = <Element>(elements: readonly Element[]): Element =>
    elements[int({ min: 0, max: elements.length - 1 })]!;
  return {
    helpers: {
      arrayElement,
      arrayElements: (elements, range) =>
        shuffledIndexes(elements.length, random)
          .slice(0, int(range))
          .map((index) => elements[index]!),
      weightedArrayElement: (elements) =>
        arrayElement(elements.flatMap(({ value, weight }) => Array.from({ length: weight }, () => value))),
    },
    number: { int },
    datatype: { boolean: (probability) => random() < probability },
  };
}
