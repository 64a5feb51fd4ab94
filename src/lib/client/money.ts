/*
 * Amounts of money as people read and write them. The signs are our own rather than Intl's, so that server and browser
 * print the same even when their language data differ.
 */
const signs: Record<string, string> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥', INR: '₹' };

/** `€12,500`, `€12,500.50`, `CHF 980`: whole amounts without a point. */
export function formatMoney(value: number, currency: string): string {
  const sign = signs[currency] ?? `${currency} `;
  return `${sign}${formatAmount(value)}`;
}

/** `12,500.50`, without a currency. */
export function formatAmount(value: number): string {
  const [whole = '0', fraction = ''] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === '' ? grouped : `${grouped}.${fraction.padEnd(2, '0')}`;
}

/**
 * The number a text such as `12,500.50`, `12.500,50` or `€ 1 200` means; null when it means none. Of two different
 * separators the last is the point; a comma before three digits, and any that comes twice, groups thousands.
 */
export function readAmount(text: string): number | null {
  const typed = text.replace(/[\s'’€$£¥₹]|^[A-Z]{3}|[A-Z]{3}$/g, '');
  if (!/^\d[\d.,]*$/.test(typed)) return null;
  const marks = typed.replace(/\d/g, '');
  const last = marks.at(-1) ?? '';
  const mixed = marks.includes(',') && marks.includes('.');
  const grouping = mixed ? marks.indexOf(last) < marks.length - 1 : marks.length > 1 || /,\d{3}$/.test(typed);
  if (mixed && grouping) return null;
  const point = grouping ? '' : last;
  const number = [...typed].map((sign) => (sign === point ? '.' : /\d/.test(sign) ? sign : '')).join('');
  return Number(number);
}
