/** What invented customers are made of. Names of companies are those of fiction; addresses are under example.com. */
export const companies = [
  ['Acme', 'Manufacturing'],
  ['Globex', 'Energy'],
  ['Initech', 'Software'],
  ['Umbrella', 'Pharmaceuticals'],
  ['Hooli', 'Software'],
  ['Stark Industries', 'Manufacturing'],
  ['Wayne Enterprises', 'Finance'],
  ['Soylent', 'Food'],
  ['Cyberdyne', 'Electronics'],
  ['Wonka', 'Food'],
  ['Tyrell', 'Biotechnology'],
  ['Vandelay', 'Logistics'],
  ['Dunder Mifflin', 'Office supplies'],
  ['Pied Piper', 'Software'],
  ['Oceanic', 'Travel'],
  ['Prestige', 'Real estate'],
  ['Bluth', 'Construction'],
  ['Sirius', 'Electronics'],
  ['Aperture', 'Research'],
  ['Massive Dynamic', 'Research'],
] as const;
export const places = ['North', 'South', 'West', 'Europe', 'Nordics', 'Services', 'Labs', 'Retail'] as const;
export const firstNames = [
  'Dana',
  'Ada',
  'Grace',
  'Alan',
  'Edsger',
  'Barbara',
  'Ken',
  'Radia',
  'Linus',
  'Margaret',
] as const;
export const lastNames = [
  'Reyes',
  'Ito',
  'Okafor',
  'Novak',
  'Silva',
  'Larsen',
  'Haddad',
  'Kim',
  'Moreau',
  'Weber',
] as const;
export const cities = [
  ['Berlin', 'Germany'],
  ['Lisbon', 'Portugal'],
  ['Toronto', 'Canada'],
  ['Nairobi', 'Kenya'],
  ['Osaka', 'Japan'],
  ['Austin', 'United States'],
] as const;
export const notes = [
  'Asked for a price with two options.',
  'The decision is made by three people; finance wants to see the numbers first.',
  'Very content with the support of last spring.',
  'A competitor is in talks with them as well.',
  'Prefers calls in the morning.',
] as const;
/** `{company}` stands for the customer. */
export const goals = [
  'Win the {company} renewal',
  'Prepare a product demo for {company}',
  'Onboard {company}',
  'Write a proposal for {company}',
  'Plan a webinar with {company}',
  'Win {company} back',
  'Publish a case study about {company}',
  'Resolve the open support cases of {company}',
  'Qualify {company}',
  'Introduce {company} to the new pricing',
] as const;
export const dealTitles = [
  'Annual licence',
  'Pilot for one team',
  'Renewal for three years',
  'Training and set-up',
  'Extension to a second site',
] as const;
export const lostReasons = ['Price', 'Chose a competitor', 'No budget this year', 'No decision'] as const;
