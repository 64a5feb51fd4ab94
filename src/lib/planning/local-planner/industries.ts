import { terms } from '../similarity.ts';

/** What an industry means for the work, told in the one step of a plan where it matters. */
const industries: readonly { words: string; note: string }[] = [
  {
    words: 'healthcare health hospital clinic medical medtech care',
    note: 'In healthcare, patient data and clinical safety are asked about first: have the data-protection answers ready.',
  },
  {
    words: 'pharma pharmaceutical biotech life science',
    note: 'In pharma, validation and audit trails decide: bring the documents their quality department will ask for.',
  },
  {
    words: 'bank banking finance financial fintech investment',
    note: 'In finance, expect a vendor risk questionnaire and an outsourcing review: allow for both.',
  },
  {
    words: 'insurance insurer insurtech broker',
    note: 'In insurance, decisions pass through committees: ask when the next one meets.',
  },
  {
    words: 'government public sector municipal authority council ministry',
    note: 'In the public sector, procurement thresholds and formal deadlines bind both sides: check which procedure applies.',
  },
  {
    words: 'education university school college edtech academy',
    note: 'In education, budgets and decisions follow the academic year: avoid exam weeks and holidays.',
  },
  {
    words: 'manufacturing manufacturer industrial machinery engineering factory production',
    note: 'In manufacturing, plant stops and shifts set the calendar, and operations has a say beside purchasing.',
  },
  {
    words: 'automotive car vehicle supplier mobility',
    note: 'In automotive, model cycles and supplier standards set the pace: ask which ones apply.',
  },
  {
    words: 'retail ecommerce commerce shop store fashion consumer',
    note: 'In retail, nothing moves between mid-November and New Year: plan around peak trading.',
  },
  {
    words: 'software saas technology cloud it tech startup',
    note: 'In software, technical buyers test for themselves: give access, API documents and security answers early.',
  },
  {
    words: 'telecom telecommunication network carrier',
    note: 'In telecoms, integration and uptime commitments are negotiated in detail: involve engineering early.',
  },
  {
    words: 'logistics transport shipping freight supply warehouse',
    note: 'In logistics, savings per shipment convince: put the case into their unit.',
  },
  {
    words: 'construction building property estate architecture',
    note: 'In construction and property, money is released per project: tie the case to one that is funded.',
  },
  {
    words: 'energy utility power solar wind oil gas',
    note: 'In energy, regulation and long budget cycles rule: ask in which period the money stands.',
  },
  {
    words: 'hospitality hotel travel tourism restaurant gastronomy',
    note: 'In hospitality, people are at work when others are not: call between services and outside the season.',
  },
  {
    words: 'nonprofit charity foundation ngo association',
    note: 'For a nonprofit, boards meet seldom and every expense is explained: bring a one-page case for the board.',
  },
  {
    words: 'food beverage agriculture farm',
    note: 'In food and farming, seasons and traceability rules come first: ask about both.',
  },
  {
    words: 'legal law firm attorney notary',
    note: 'For law firms, confidentiality comes first and partners decide together: address both.',
  },
  {
    words: 'agency media marketing advertising publishing',
    note: 'For agencies and media, the client’s deadline is the deadline: ask which one theirs hangs on.',
  },
  {
    words: 'consulting accounting tax audit advisory',
    note: 'For advisers, billable hours are the measure and the year-end is closed season: keep their effort small.',
  },
];

/** The remark for an industry as written on the customer's record; null when it is not a known one. */
export function industryNote(industry: string | null | undefined): string | null {
  const given = new Set(terms(industry ?? ''));
  if (given.size === 0) return null;
  return industries.find(({ words }) => terms(words).some((word) => given.has(word)))?.note ?? null;
}
