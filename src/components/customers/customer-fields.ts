/** A text about a customer that people fill in. `path` is where the contract keeps it, and the name of its input. */
export interface CustomerField {
  path: string;
  label: string;
  type?: 'email' | 'tel' | 'url';
  max: number;
}

export const contactFields: readonly CustomerField[] = [
  { path: 'contactInfo.company', label: 'Company', max: 200 },
  { path: 'contactInfo.name.first', label: 'First name', max: 80 },
  { path: 'contactInfo.name.last', label: 'Last name', max: 80 },
  { path: 'contactInfo.email', label: 'Email', type: 'email', max: 254 },
  { path: 'contactInfo.phone', label: 'Phone', type: 'tel', max: 40 },
  { path: 'contactInfo.website', label: 'Website', type: 'url', max: 500 },
  { path: 'contactInfo.industry', label: 'Industry', max: 100 },
];

export const addressFields: readonly CustomerField[] = [
  { path: 'address.street', label: 'Street', max: 200 },
  { path: 'address.zipCode', label: 'Post code', max: 20 },
  { path: 'address.city', label: 'City', max: 100 },
  { path: 'address.state', label: 'State', max: 100 },
  { path: 'address.country', label: 'Country', max: 100 },
];

/** Where customers come from: the usual answers; programs may have others. */
export const sourceWords: Record<string, string> = {
  website: 'Website',
  referral: 'Referral',
  'cold-call': 'Cold call',
  social: 'Social media',
  event: 'Event',
  other: 'Other',
};

/** The usual sources, and the customer's own when it is another. */
export const sourceChoices = (source: string): { value: string; label: string }[] =>
  Object.entries(source in sourceWords ? sourceWords : { ...sourceWords, [source]: source }).map(([value, label]) => ({
    value,
    label,
  }));

/** `renewal, key account` as tags, each once, none empty. */
export const asTags = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];
