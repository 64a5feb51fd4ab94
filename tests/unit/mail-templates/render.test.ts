import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTemplate } from '../../../src/lib/domain/mail-templates/check.ts';
import { mostOfBody } from '../../../src/lib/domain/mail-templates/engine.ts';
import { plainText } from '../../../src/lib/domain/mail-templates/plain-text.ts';
import { renderTemplate } from '../../../src/lib/domain/mail-templates/render.ts';
import { templateVariables, type MailSubject } from '../../../src/lib/domain/mail-templates/variables.ts';
import { safeMarkdownHtml } from '../../../src/lib/domain/markdown.ts';

const variables = templateVariables([{ key: 'plan', label: 'Plan', type: 'text' }]);
const about: MailSubject = {
  customer: {
    contactInfo: { company: 'Acme', email: null, name: { first: 'Ann', last: 'Lee' }, website: 'https://acme.example' },
    tags: ['eu', 'vip'],
    notes: [{ content: 'secret' }],
    customFields: {},
  },
  deal: { title: 'Renewal', value: 1500, expectedCloseDate: new Date('2026-12-31') },
  member: { firstName: 'Dana', lastName: 'Kim', email: 'dana@example.com' },
  site: { name: 'CRM', url: 'https://crm.example.com' },
};

function render(body: string, subject = 'Hello', on: MailSubject = about) {
  const rendering = renderTemplate({ subject, body }, on, variables);
  if (!rendering.ok) throw new Error(rendering.fault.message);
  return rendering.mail;
}
const fault = (body: string) => {
  const rendering = renderTemplate({ subject: '', body }, about, variables);
  return rendering.ok ? null : rendering.fault.message;
};
const faults = (body: string, subject = '') =>
  checkTemplate({ subject, body }, variables).map(({ part, line, column, message }) => [part, line, column, message]);

describe('a template', () => {
  test('is filled in with what the records have, as text and as markup', () => {
    const mail = render(
      'Hello **{{ customer.contactInfo.name.first }}**,\n\n{{ deal.title }} is due on {{ deal.expectedCloseDate | date: "%-d %B %Y" }} ({{ deal.expectedCloseDate }}).\n\n{% for tag in customer.tags %}- {{ tag }}\n{% endfor %}\n{% if deal.value > 1000 %}It is *large*.{% endif %}',
      '{{ site.name }}: {{ deal.title }}',
    );
    expect(mail.subject).toBe('CRM: Renewal');
    expect(mail.text).toBe(
      'Hello Ann,\n\nRenewal is due on 31 December 2026 (2026-12-31).\n\n- eu\n- vip\n\nIt is large.\n',
    );
    expect(mail.html).toContain('<p>Hello <strong>Ann</strong>,</p>');
    expect(mail.html).toContain('<li>vip</li>');
    expect(mail.missing).toEqual([]);
  });

  test('tells what it had no value for, and can say something instead', () => {
    const mail = render('{{ customer.contactInfo.email | default: "no address" }}{{ customer.customFields.plan }}');
    expect(mail.text).toBe('no address\n');
    expect(mail.missing).toEqual(['customer.contactInfo.email', 'customer.customFields.plan']);
  });

  test('works about nobody', () => {
    const mail = render('Hi {{ customer.contactInfo.name.first }}{{ deal.title }}', 'To {{ member.email }}', {
      customer: null,
      deal: null,
      member: null,
      site: about.site,
    });
    expect(mail).toMatchObject({
      subject: 'To',
      text: 'Hi\n',
      missing: expect.arrayContaining(['deal.title']) as string[],
    });
  });
});

describe('what is filled in', () => {
  const named = (first: string) => ({ ...about, customer: { contactInfo: { name: { first } } } });

  test.each([
    '<script>alert(1)</script>',
    '[click](https://evil.example)',
    '![x](https://evil.example/x.png)',
    '**bold** _it_ `code` ~~no~~',
    'https://evil.example www.evil.example a@evil.example',
    '# big\n\n- list\n\n    code',
    '{{ deal.title }} {% raw %}',
    '&lt;b&gt; &#60;',
  ])('stays text: %s', (first) => {
    const { html, text } = render(
      'Hi {{ customer.contactInfo.name.first }}!',
      'Hi {{ customer.contactInfo.name.first }}',
      named(first),
    );
    const body = /<body>\n(.*)\n<\/body>/s.exec(html)?.[1];
    expect(body).toMatch(/^<p>[^<]*<\/p>$/);
    expect(text).toBe(`Hi ${first.replace(/\s+/g, ' ')}!\n`);
  });

  test('makes no line of the subject', () => {
    expect(render('x', 'Hi {{ customer.contactInfo.name.first }}', named('A\r\nBcc: all@example.com')).subject).toBe(
      'Hi A Bcc: all@example.com',
    );
  });

  test('makes no link that runs code', () => {
    const evil = { ...about, customer: { contactInfo: { website: 'javascript:alert(1)' } } };
    expect(render('[site]({{ customer.contactInfo.website }})', '', evil).html).not.toContain('javascript');
    expect(render('[site]({{ customer.contactInfo.website }})').html).toContain('href="https://acme.example"');
  });

  test('never makes a mark, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (first) => {
        const { html } = render('Hi {{ customer.contactInfo.name.first }}!', '', named(first));
        expect(html.match(/<[^>]*>/g)).toEqual(
          '<!doctype html> <html> <head> <meta charset="utf-8"> </head> <body> <p> </p> </body> </html>'.match(
            /<[^>]*>/g,
          ),
        );
      }),
    );
  });
});

describe('a check', () => {
  test.each([
    [
      '{{ customer.contactInfo.nmae.first }}',
      1,
      4,
      'There is no field `customer.contactInfo.nmae`. Did you mean `customer.contactInfo.name`?',
    ],
    ['{{ custmer.status }}', 1, 4, 'There is no field `custmer`. Did you mean `customer`?'],
    ['Hi,\n  {{ customer.notes }}', 2, 6, expect.stringContaining('There is no field `customer.notes`.') as string],
    ['{{ customer.contactInfo }}', 1, 4, '`customer.contactInfo` has parts: name one of them.'],
    ['{{ customer.source.constructor }}', 1, 4, '`customer.source` has no parts.'],
    ['a\nb {{ customer.source }', 2, 3, '`{{ customer.source }` is not closed.'],
    ['{% if customer.source %}', 1, 1, '`{% if customer.source %}` is not closed.'],
    ['{% include "/etc/passwd" %}', 1, 1, 'There is no tag `include`.'],
    ['{% render "x" %}', 1, 1, 'There is no tag `render`.'],
    ['{% layout "x" %}', 1, 1, 'There is no tag `layout`.'],
    ['{{ deal.title | raw }}', 1, 1, 'There is no filter `raw`.'],
    ['{{ deal.title | shout }}', 1, 1, 'There is no filter `shout`.'],
    ['{{ }}', 1, 4, 'Between the braces must stand what is to be filled in.'],
  ])('%s', (body, line, column, message) => {
    expect(faults(body)).toEqual([['body', line, column, message]]);
  });

  test('finds all unknown names, of subject and body, and lets loops and assignments name things', () => {
    expect(
      faults(
        '{{ a }}{% for tag in customer.tags %}{{ tag.size }}{% endfor %}{% assign b = deal.title %}{{ b }}',
        '{{ c }}',
      ),
    ).toEqual([
      ['subject', 1, 4, expect.any(String)],
      ['body', 1, 4, expect.any(String)],
    ]);
  });

  test('every variable there is can be used', () => {
    for (const { expression } of variables) expect(faults(`{{ ${expression} }}`), expression).toEqual([]);
  });
});

describe('limits', () => {
  test.each([
    '{% for i in (1..100000000) %}x{% endfor %}',
    '{% for i in (1..500) %}{% for j in (1..500) %}{% for k in (1..500) %}{{ i }}{% endfor %}{% endfor %}{% endfor %}',
    '{{ "now" | date: "%1000000000d" }}',
    '{% assign a = "xxxxxxxxxxxxxxxx" %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}{{ a }}',
  ])('%s does too much', (body) => {
    expect(fault(body)).toBe('It does too much: it has too many rounds or writes too much.');
  });

  test('a mail is no book, and neither is a template', () => {
    expect(fault(`{% for i in (1..200) %}${'word '.repeat(200)}{% endfor %}`)).toContain('more than 40,000 characters');
    expect(fault('x'.repeat(mostOfBody * 2))).toContain('too much');
  });

  test('a mail has no more marks than can be read soon; those that are filled in are text', () => {
    expect(fault('*a_'.repeat(3000))).toContain('more than 4,000 marks');
    expect(fault(`{% for i in (1..100) %}{{ "${'*'.repeat(50)}" }}{% endfor %}`)).toBeNull();
  });

  test('nothing of the records is reached but what is listed', () => {
    expect(fault('{{ customer.notes[0].content }}{{ customer.constructor.name }}')).toBeNull();
    expect(render('{{ customer.notes[0].content }}{{ customer.constructor.name }}!').text).toBe('!\n');
  });

  test('any heap of scraps is rendered or has a fault', () => {
    const scraps = [
      '{{',
      '}}',
      '{%',
      '%}',
      ' ',
      '\n',
      '"',
      "'",
      '|',
      ':',
      '.',
      '[',
      ']',
      'customer',
      'deal.title',
      'if',
      'endif',
      'for',
      'in',
      '(1..9)',
      'endfor',
      'assign',
      '=',
      'x',
      'upcase',
      'where_exp',
      '-',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...scraps), { maxLength: 25 }), (parts) => {
        const template = { subject: parts.join(''), body: parts.join(' ') };
        const found = checkTemplate(template, variables);
        const rendering = renderTemplate(template, about, variables);
        for (const { line, column, message } of found) {
          expect(Math.min(line, column)).toBeGreaterThan(0);
          expect(message).toMatch(/[.?]$/);
        }
        if (!rendering.ok) expect(rendering.fault.message).toMatch(/[.?]$/);
      }),
      { numRuns: 1000 },
    );
  });
});

test('text has the lists, links and lines of its Markdown', () => {
  const markdown =
    '# Title\n\nA [link](https://a.example/?a=1&b=2) and <https://b.example>.\nNext line\n\n1. one\n2. two\n   - inner\n\n> said\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n---\n\n`x < y`';
  expect(plainText(safeMarkdownHtml(markdown))).toBe(
    'Title\n\nA link (https://a.example/?a=1&b=2) and https://b.example.\nNext line\n\n1. one\n2. two\n  - inner\n\nsaid\n\na  b\n1  2\n\n---\n\nx < y\n',
  );
});
