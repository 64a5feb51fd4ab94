import type { Company } from './company.ts';
import { diceOf } from './dice.ts';

type Given = [name: string, industry: string, first: string, last: string, street: string, city: string, state: string];

/** Invented: addresses under `.example` and numbers kept free for fiction lead to nobody. */
const given: readonly Given[] = [
  ['Tidewater Robotics', 'Manufacturing', 'Nora', 'Castellan', '14 Foundry Lane', 'Boston', 'MA'],
  ['Larkspur Clinics', 'Health', 'Imani', 'Ferro', '210 Alder Street', 'Portland', 'OR'],
  ['Halden & Pike', 'Law', 'Theo', 'Halden', '8 Court Square', 'Chicago', 'IL'],
  ['Blue Fen Logistics', 'Logistics', 'Marisol', 'Quade', '77 Harbour Road', 'Houston', 'TX'],
  ['Copperleaf Kitchens', 'Food', 'Anselm', 'Rook', '3 Orchard Row', 'Denver', 'CO'],
  ['Northlight Schools', 'Education', 'Priya', 'Vance', '55 Library Avenue', 'Austin', 'TX'],
  ['Gantry Media', 'Media', 'Juno', 'Abelard', '19 Mill Street', 'San Diego', 'CA'],
  ['Osprey Coast Hotels', 'Hospitality', 'Elias', 'Thorne', '1 Pier Walk', 'Miami', 'FL'],
  ['Quarry Street Builders', 'Construction', 'Wren', 'Okada', '402 Quarry Street', 'Boston', 'MA'],
  ['Saltmarsh Energy', 'Energy', 'Dorian', 'Blake', '9 Turbine Way', 'Houston', 'TX'],
  ['Fieldnote Software', 'Software', 'Mina', 'Sorrel', '31 Union Street', 'Portland', 'OR'],
  ['Wayside Insurance', 'Insurance', 'Caspian', 'Lowe', '120 Main Street', 'Denver', 'CO'],
];

export const sampleCount = given.length;

const inAddress = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Company number n, from 0: the same each time. */
export function sampleCompany(number: number): Company {
  const [name, industry, first, last, street, city, state] = given[number % given.length]!;
  const host = `${inAddress(name)}.example`;
  const digits = String(number % 100).padStart(2, '0');
  return {
    name,
    industry,
    person: { first, last },
    email: `${inAddress(first)}@${host}`,
    phone: `+1 617 555 01${digits}`,
    website: `https://www.${host}`,
    address: { street, city, state, country: 'United States', zipCode: `0${2100 + number}` },
    dice: diceOf(number + 1),
  };
}
