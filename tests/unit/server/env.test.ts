import { describe, expect, test } from 'vitest';
import { parseEnvironment } from '../../../src/server/env.ts';

const secret = 'a'.repeat(32);
const parse = (values: Record<string, string> = {}) =>
  parseEnvironment({ MONGODB_URI: 'mongodb://db', JWT_SECRET: secret, JWT_REFRESH_SECRET: secret, ...values });

describe('origins that may use the server', () => {
  test('are the site’s own, by each name of this machine', () => {
    expect(parse({ PORT: '3000' }).allowedOrigins).toEqual([
      'http://127.0.0.1:3000',
      'http://localhost:3000',
      'http://[::1]:3000',
    ]);
    expect(parse({ SITE_URL: 'https://crm.example.com/' }).allowedOrigins).toEqual(['https://crm.example.com']);
  });

  test('and those of FRONTEND_URL', () => {
    const { allowedOrigins } = parse({
      SITE_URL: 'https://crm.example.com',
      FRONTEND_URL: 'https://app.example.com/start, http://localhost:5173',
    });
    expect(allowedOrigins).toEqual(['https://crm.example.com', 'https://app.example.com', 'http://localhost:5173']);
  });
});

test.each([
  ['FRONTEND_URL', 'https://a.example,not an address'],
  ['FRONTEND_URL', 'javascript:alert(1)'],
  ['MONGODB_URI', 'postgres://db'],
  ['JWT_SECRET', 'short'],
  ['AI_TIMEOUT_MS', 'soon'],
])('%s that cannot be used is named, its value is not told', (name, value) => {
  expect(() => parse({ [name]: value })).toThrow(name);
  expect(() => parse({ [name]: value })).not.toThrow(value);
});

test('blank values count as absent', () => {
  expect(parse({ FRONTEND_URL: '', SMTP_URL: '', OPENROUTER_API_KEY: '' })).toMatchObject({
    SMTP_URL: undefined,
    OPENROUTER_API_KEY: undefined,
  });
});
