/** What stories are told by chance with; faker's own shape, so that either can be used. */
export interface Dice {
  helpers: {
    arrayElement<Element>(elements: readonly Element[]): Element;
    arrayElements<Element>(elements: readonly Element[], options: { min: number; max: number }): Element[];
    weightedArrayElement<Element>(elements: readonly { value: Element; weight: number }[]): Element;
  };
  number: { int(options: { min: number; max: number }): number };
  datatype: { boolean(probability: number): boolean };
}

/** Somebody we sell to. */
export interface Company {
  name: string;
  industry: string;
  person: { first: string; last: string };
  email: string;
  phone: string;
  website: string;
  address: { street: string; city: string; state: string | null; country: string; zipCode: string };
  /** For everything else that is chosen about this one. */
  dice: Dice;
}
