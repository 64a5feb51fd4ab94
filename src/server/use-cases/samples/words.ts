/*
 * What stories are told with. {first} is the person we talk to, {company} where they work, {city} where that is, {seats}
 * how many seats they think of, {rival} what they use or look at besides, {amount} a sum.
 */

export const rivals = [
  'a spreadsheet',
  'two shared mailboxes',
  'HubSpot',
  'Pipedrive',
  'a system of their own',
] as const;
export const tags = ['key account', 'partner', 'newsletter', 'reference', 'price sensitive', 'fast decision'] as const;

export const firstContact = [
  '{first} wrote through the website: about {seats} people, today they work with {rival}. Wants to see it before the end of the month.',
  'Met {first} at the fair. They keep everything in {rival} and lose track of who promised what.\n\n- {seats} people, most of them in {city}\n- decides together with finance',
  'Called after a recommendation. {first} was in a hurry; asked for two pages by mail and a call next week.',
  '{first} took part in the webinar and asked two good questions about imports. Follow up with the import guide.',
  'Answered our mail: interested, but not before the new quarter. {first} asked to be called then.',
] as const;

export const talks = [
  'Call with {first}, 30 minutes. **Must have:** import from {rival}, a board per team, reminders. Nice to have: a calendar.\n\nNext: a demonstration with their own data.',
  'Demonstration for five people at {company}. They liked the plan that writes itself; the question that came twice was where the data lies. Sent them the page on that.',
  'Sent the offer: {seats} seats for a year, {amount}. {first} takes it to the board on Thursday.',
  '{first} asked for a second offer with a monthly price. Told them the yearly one is 15 % less.',
  'Security questions answered in writing. Their IT wants single sign-on later, not now.',
  'They are looking at {rival} as well. Our plus: it runs on their own machine. Theirs: somebody there knows it already.',
] as const;

export const wonNotes = [
  'Signed. {first} wants to start with the sales team in {city} and take the others along in a month.',
  'Won against {rival}, by the trial: they had planned their first project in an afternoon.',
  'Order came by mail, {seats} seats. Invoice goes to accounts, not to {first}.',
] as const;

export const afterwards = [
  'Review after three months with {first}: {seats} people use it every week. Asked for a template for onboardings.',
  '{first} reported a slow import on Monday; it was their line. Solved the same day.',
  'Very content. Would be a reference when asked kindly.',
  'A new colleague of {first} takes over the day-to-day; introduced ourselves by mail.',
] as const;

export const lostNotes = [
  'No budget this year, said {first}, and it did not sound like an excuse. Ask again in autumn.',
  'They stay with {rival}. {first} was kind about it: the others did not want to learn something new.',
  'No answer to three mails and two calls. Leaving it be for half a year.',
] as const;

export const lostReasons = ['Price', 'Chose a competitor', 'No budget this year', 'No decision', 'Went quiet'] as const;

/** How seats and titles of deals go together. */
export const dealTitles = ['{seats} seats, yearly', 'Pilot with {seats} seats', '{seats} seats and training'] as const;
export const laterDeals = ['Renewal', '{seats} more seats', 'Training day in {city}', 'Second site'] as const;

export const qualifying = ['Qualify {company}', 'Call {first} at {company}', 'Answer {company} about imports'] as const;
export const selling = [
  'Prepare a product demo for {company}',
  'Write a proposal for {company}',
  'Win {company} against {rival}',
] as const;
export const onboarding = ['Onboard {company}', 'Move {company} from {rival} to us'] as const;
export const keeping = [
  'Win the {company} renewal',
  'Publish a case study about {company}',
  'Plan a review with {company}',
] as const;
