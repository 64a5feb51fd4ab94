import { expect, test } from 'vitest';
import { environmentSchema, parseEnvironment } from '../../../src/server/env.ts';
import { allCommented, documented, documentedNames } from './env-example.ts';

const composeOnly = ['MONGO_ROOT_PASSWORD', 'MONGO_PASSWORD', 'PUBLISH'];
const required = {
  MONGODB_URI: 'mongodb://127.0.0.1/throughline',
  JWT_SECRET: 'a'.repeat(32),
  JWT_REFRESH_SECRET: 'b'.repeat(32),
};

test('.env.example names every variable that the product reads, and no other', () => {
  expect(documentedNames.toSorted()).toEqual([...Object.keys(environmentSchema.in.shape), ...composeOnly].toSorted());
});

test('a plain copy of it changes nothing', () => {
  expect(allCommented).toBe(true);
});

test('each value it shows is one the product accepts', () => {
  const shown = Object.fromEntries([...documented].filter(([, value]) => value !== ''));
  expect(() => parseEnvironment({ ...required, ...shown })).not.toThrow();
});

test('the defaults it shows are the defaults', () => {
  const examples = [
    'MONGODB_URI',
    'WEBHOOK_ALLOWED_HOSTS',
    'SITE_URL',
    'FRONTEND_URL',
    'SMTP_URL',
    'MAIL_FROM',
    'TZ',
    ...composeOnly,
  ];
  const shown = Object.fromEntries([...documented].filter(([name, value]) => value && !examples.includes(name)));
  expect(parseEnvironment({ ...required, ...shown })).toEqual(parseEnvironment(required));
});
