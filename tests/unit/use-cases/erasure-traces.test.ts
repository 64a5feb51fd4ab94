import { expect, test } from 'vitest';
import { finder } from '../../../src/server/stores/erasure/copies.ts';
import { tracesOf } from '../../../src/server/use-cases/erasures/traces-of.ts';
import { aCustomer } from '../../support/records.ts';

const textsOf = (contact: object) =>
  tracesOf({ customers: [aCustomer('a'.repeat(24), contact)], deals: [], tasks: [] }).texts;
const nothing = { email: null, phone: null, company: null, name: { first: null, last: null } };

test('a person is known by email, phone and whole name, not by a company or a name that many have', () => {
  const name = { first: 'Dana', last: 'Reyes' };
  expect(textsOf({ ...nothing, company: 'Acme Ltd', email: 'dana@acme.test', phone: '+1 555 0100', name })).toEqual([
    ...['dana@acme.test', '+1 555 0100', 'Dana Reyes', 'Reyes, Dana'],
  ]);
  expect(textsOf({ ...nothing, company: 'Acme Ltd', name: { first: 'Dana', last: null } })).toEqual(['Acme Ltd']);
  expect(textsOf({ ...nothing, company: 'Acme' })).toEqual([]);
  expect(textsOf({ ...nothing, company: 'A', name: { first: 'A', last: 'B' } })).toEqual([]);
});

test('copies are found by ids and texts, whatever their case and however JSON writes them', () => {
  const ids = { customerIds: ['a'.repeat(24)], dealIds: [], taskIds: ['b'.repeat(24)] };
  const holds = finder({ ...ids, texts: ['Dana "D" Reyes'], said: [] });
  expect(holds(JSON.stringify({ note: 'about DANA "d" REYES' }))).toBe(true);
  expect(holds('about dana "d" reyes')).toBe(true);
  expect(holds(JSON.stringify({ id: 'b'.repeat(24) }))).toBe(true);
  expect(holds(JSON.stringify({ id: 'c'.repeat(24), note: 'Dana' }))).toBe(false);
});
