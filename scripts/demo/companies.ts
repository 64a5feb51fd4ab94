import { faker as canada } from '@faker-js/faker/locale/en_CA';
import { faker as france } from '@faker-js/faker/locale/fr';
import { faker as germany } from '@faker-js/faker/locale/de';
import { faker as unitedKingdom } from '@faker-js/faker/locale/en_GB';
import { faker as unitedStates } from '@faker-js/faker/locale/en_US';
import type { Faker } from '@faker-js/faker';
import type { Company } from '../../src/server/use-cases/samples/company.ts';

interface Country {
  name: string;
  faker: Faker;
  cities: readonly (readonly [city: string, state: string | null])[];
  /** Numbers that are kept free for fiction by the country's regulator; # is any digit. */
  phones: readonly string[];
}

/** Many areas: few firms have a number in common by chance. */
const american = [
  ...['202', '206', '212', '214', '267', '303', '305', '310', '312', '347', '404', '408', '415', '469', '503', '512'],
  ...['602', '614', '617', '619', '646', '702', '704', '713', '720', '773', '813', '832', '901', '916', '919', '971'],
].map((area) => `+1 ${area} 555 01##`);
const countries: readonly Country[] = [
  {
    name: 'United States',
    faker: unitedStates,
    cities: [
      ['Austin', 'TX'],
      ['Boston', 'MA'],
      ['Chicago', 'IL'],
      ['Denver', 'CO'],
      ['Portland', 'OR'],
      ['San Diego', 'CA'],
    ],
    phones: american,
  },
  {
    name: 'Germany',
    faker: germany,
    cities: [
      ['Berlin', null],
      ['Hamburg', null],
      ['Köln', null],
      ['Leipzig', null],
      ['München', null],
      ['Stuttgart', null],
    ],
    phones: ['+49 30 23125 ###', '+49 40 66969 ###', '+49 69 90009 ###', '+49 221 4710 ###'],
  },
  {
    name: 'United Kingdom',
    faker: unitedKingdom,
    cities: [
      ['Bristol', null],
      ['Edinburgh', null],
      ['Leeds', null],
      ['London', null],
      ['Manchester', null],
    ],
    phones: ['+44 20 7946 0###', '+44 117 496 0###', '+44 161 496 0###', '+44 7700 900###'],
  },
  {
    name: 'France',
    faker: france,
    cities: [
      ['Bordeaux', null],
      ['Lille', null],
      ['Lyon', null],
      ['Nantes', null],
      ['Paris', null],
    ],
    phones: ['+33 1 99 00 ## ##', '+33 2 61 91 ## ##', '+33 4 65 71 ## ##'],
  },
  {
    name: 'Canada',
    faker: canada,
    cities: [
      ['Calgary', 'AB'],
      ['Montréal', 'QC'],
      ['Toronto', 'ON'],
      ['Vancouver', 'BC'],
    ],
    phones: ['416', '514', '604'].map((area) => `+1 ${area} 555 01##`),
  },
];

const industries = [
  ...['Architecture', 'Construction', 'Education', 'Energy', 'Food', 'Health', 'Hospitality', 'Insurance'],
  ...['Law', 'Logistics', 'Manufacturing', 'Media', 'Real estate', 'Retail', 'Software', 'Travel'],
];

/** A company whose dice are faker's own. */
export type InventedCompany = Company & { dice: Faker };

/** Company number n of a seed: the same each time, whoever was asked for before. All addresses are under `.example`. */
export function inventCompany(seed: number, number: number): InventedCompany {
  const country = countries[number % 2 === 0 ? 0 : 1 + ((number >> 1) % (countries.length - 1))]!;
  const { faker } = country;
  faker.seed([seed, number]);
  // “Kuvalis - Roberts” is how no firm is called.
  const name = faker.company.name().replace(' - ', ' & ');
  const person = { first: faker.person.firstName(), last: faker.person.lastName() };
  const host = `${nameInAddress(name)}.example`;
  const [city, state] = faker.helpers.arrayElement(country.cities);
  return {
    name,
    industry: faker.helpers.arrayElement(industries),
    person,
    email: `${nameInAddress(person.first)}.${nameInAddress(person.last)}@${host}`,
    phone: faker.helpers.replaceSymbols(faker.helpers.arrayElement(country.phones)),
    website: `https://www.${host}`,
    address: {
      street: faker.location.streetAddress(),
      city,
      state,
      country: country.name,
      zipCode: faker.location.zipCode(),
    },
    dice: faker,
  };
}

/** `Müller & Söhne` → `muller-sohne` */
const nameInAddress = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
