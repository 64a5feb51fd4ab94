import { describe, expect, test } from 'vitest';
import { leadRequest } from '../../../src/lib/contracts/lead.ts';
import { leadPlace } from '../../../src/lib/domain/leads/lead-place.ts';
import { personName } from '../../../src/lib/domain/leads/person-name.ts';
import { visitSource } from '../../../src/lib/domain/leads/visit-source.ts';
import { leadMail } from '../../../src/server/use-cases/mails/templates.ts';

describe('the contract', () => {
  const least = { type: 'contact', name: 'Mara Voss', email: 'mara@acme.example' };

  test('asks for a type, a name and an email, and says what is wrong with each', () => {
    const faults = leadRequest.safeParse({ type: 'sale', name: ' ', email: 'mara' }).error?.issues;
    expect(faults?.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['type', 'must be contact or demo'],
      ['name', 'must not be empty'],
      ['email', 'must be an email address such as dana@example.com'],
    ]);
    const long = leadRequest.safeParse({ ...least, message: 'x'.repeat(5001) }).error?.issues;
    expect(long?.[0]?.message).toBe('must have at most 5,000 characters');
  });

  test('takes a form as browsers post it, with fields that are empty or not known', () => {
    expect(leadRequest.parse({ ...least, email: ' Mara@Acme.example ', company: '', budget: '9' })).toEqual(least);
  });

  test('what nobody typed makes no form fail', () => {
    const odd = { page: 'x'.repeat(2000), referrer: 7, utm_source: ' news ', utm_term: '', shownAt: {} };
    expect(leadRequest.parse({ ...least, ...odd })).toEqual({ ...least, page: 'x'.repeat(1000), utm_source: 'news' });
  });
});

describe('where a visitor came from', () => {
  const site = ['https://crm.example.com', 'http://127.0.0.1:3000'];
  const seen = (request: Parameters<typeof visitSource>[0]) => visitSource(request, site);

  test('is read from the page of the form', () => {
    expect(
      seen({ page: '/contact?utm_source=news&utm_campaign=May%20fair&q=x', referrer: 'https://duck.example/' }),
    ).toEqual({
      page: '/contact',
      referrer: 'https://duck.example/',
      utm_source: 'news',
      utm_campaign: 'May fair',
    });
  });

  test('else from the page of this site that led there, which is no referrer itself', () => {
    expect(seen({ page: '/demo', referrer: 'https://crm.example.com/pricing?utm_source=ads' })).toEqual({
      page: '/demo',
      referrer: null,
      utm_source: 'ads',
    });
    expect(seen({ page: '/demo', referrer: 'https://other.example/?utm_source=theirs' })).toEqual({
      page: '/demo',
      referrer: 'https://other.example/?utm_source=theirs',
    });
  });

  test('what the form itself says goes first; pages of others keep their host', () => {
    expect(seen({ page: 'https://www.example.com/a?utm_source=page', utm_source: 'form', utm_medium: 'mail' })).toEqual(
      {
        page: 'https://www.example.com/a',
        referrer: null,
        utm_source: 'form',
        utm_medium: 'mail',
      },
    );
  });

  test('nothing but web addresses counts', () => {
    expect(seen({ page: 'javascript:alert(1)', referrer: 'no address' })).toEqual({ page: null, referrer: null });
    expect(seen({})).toEqual({ page: null, referrer: null });
  });
});

test('the last word of a name is the last name', () => {
  expect(personName('Ana Maria  de Souza')).toEqual({ first: 'Ana Maria de', last: 'Souza' });
  expect(personName('Cher')).toEqual({ first: 'Cher', last: null });
  expect(personName('x'.repeat(160)).first).toHaveLength(80);
});

test('leads go into the first marketing pipeline that takes deals', () => {
  const line = (id: string, more = {}) =>
    ({
      id,
      type: 'marketing',
      isActive: true,
      deletedAt: null,
      stages: [{ id: `${id}1` }, { id: `${id}2` }],
      ...more,
    }) as const;
  const sales = line('s', { type: 'sales' });
  expect(leadPlace([sales, line('a'), line('b')])).toEqual({ pipelineId: 'a', pipelineStage: 'a1' });
  expect(leadPlace([line('a', { isActive: false }), line('b')])?.pipelineId).toBe('b');
  expect(leadPlace([line('a', { deletedAt: new Date() }), sales])).toBeNull();
});

describe('the mail to a visitor', () => {
  const mail = (name: string, type: 'contact' | 'demo' = 'contact') => leadMail({ siteName: 'Acme CRM', name, type });

  test('greets by name and says what arrived', () => {
    expect(mail('Mara O’Neill-Voss').text).toMatch(/^Hello Mara O’Neill-Voss,/);
    expect(mail('Mara', 'demo')).toMatchObject({ subject: 'Your demo of Acme CRM' });
    expect(mail('Mara').subject).toBe('Acme CRM has your message');
  });

  test.each([
    'Win €500 at evil.example',
    'http://evil.example',
    'a@evil.example',
    'Call 0900',
    'Mara\nBcc: all',
    'x'.repeat(61),
  ])('carries no word of someone who calls themselves %j', (name) => {
    expect(mail(name).text).toMatch(/^Hello,\n/);
    expect(mail(name).text).not.toContain(name);
  });
});
