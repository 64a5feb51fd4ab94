const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `3 Nov 2026`, of the day in UTC. */
export const dayWords = (day: Date): string =>
  `${day.getUTCDate()} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}`;

export const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

/** `5 days after they were added` */
export const afterAdding = (count: number): string =>
  count === 0 ? 'and they were added today' : `${days(count)} after they were added`;

/** `12,500 EUR` */
export function moneyWords(value: number, currency: string): string {
  const [whole = '0', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}${fraction === undefined ? '' : `.${fraction.padEnd(2, '0')}`} ${currency}`;
}

/** Titles come from people: in a sentence they stand quoted and short. */
export const quoted = (title: string): string => `“${clipped(title, 80)}”`;

export const clipped = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
