import { expect, test } from 'vitest';
import { deviceWords } from '../../../src/components/islands/account/device-words.ts';
import { errorSentence, fieldWords } from '../../../src/lib/domain/error-sentence.ts';
import { linkedText } from '../../../src/components/ui/linked-text.ts';

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on Windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14) AppleWebKit/605.1.15 Version/18 Safari/605.1.15', 'Safari on Mac'],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  ['curl/8.9.1', 'A program (curl)'],
  ['node', 'A program (node)'],
  ['', 'A program that gives no name'],
  [null, 'A program that gives no name'],
])('%s is called %s', (userAgent, words) => {
  expect(deviceWords(userAgent)).toBe(words);
});

test('what is wrong with a field reads as a sentence', () => {
  expect(errorSentence('Password', 'must have at least 10 characters')).toBe(
    'Password must have at least 10 characters.',
  );
  expect(errorSentence('Goal', 'Write what you want to reach.')).toBe('Write what you want to reach.');
  expect(errorSentence('Goal', undefined)).toBeUndefined();
});

test.each([
  ['title', 'Title'],
  ['contactInfo.email', 'Email'],
  ['dueDate', 'Due date'],
  ['customFields.renewal_month', 'Renewal month'],
  ['stages.1.name', 'Stage 2: name'],
  ['stages.1', 'Stage 2'],
  ['stages.0.automations.2.condition', 'Automation 3: condition'],
  ['', 'What you entered'],
])('%s is called %s', (path, words) => {
  expect(fieldWords(path)).toBe(words);
});

test('only addresses of this site become links in a mail', () => {
  const text = 'Open https://crm.example/reset?token=a or https://evil.example/x.\nBye';
  expect(linkedText(text, 'https://crm.example')).toEqual([
    { text: 'Open ' },
    { text: 'https://crm.example/reset?token=a', href: 'https://crm.example/reset?token=a' },
    { text: ' or ' },
    { text: 'https://evil.example/x.' },
    { text: '\nBye' },
  ]);
  expect(linkedText('https://crm.example.evil.example/', 'https://crm.example')).toEqual([
    { text: 'https://crm.example.evil.example/' },
  ]);
});
