/** How many digits the currency has after the point: 2 of EUR, 0 of JPY. */
export const fractionDigitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** An amount in whole minor units, such as cents. The number nearest to a decimal of so many digits comes out exactly. */
export const toMinorUnits = (value: number, fractionDigits: number): number => Math.round(value * 10 ** fractionDigits);

/** The decimal number nearest to an amount in minor units. */
export const fromMinorUnits = (amount: number, fractionDigits: number): number => amount / 10 ** fractionDigits;

/** Whether an amount has no more digits after the point than its currency. */
export const fitsCurrency = (value: number, currency: string): boolean => {
  const digits = fractionDigitsOf(currency);
  return fromMinorUnits(toMinorUnits(value, digits), digits) === value;
};
