import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownHtml } from '../../../src/lib/client/markdown.ts';

test.each([
  ['**Call** _Ada_ ~~today~~', '<p><strong>Call</strong> <em>Ada</em> <del>today</del></p>'],
  ['# Terms', '<h3>Terms</h3>'],
  ['see https://example.com', '<p>see <a rel="noreferrer" href="https://example.com">https://example.com</a></p>'],
  ['one\ntwo', '<p>one\ntwo</p>'],
])('%j is shown as people mean it', (text, html) => {
  expect(markdownHtml(text)).toBe(html);
});

test('tables are tables', () => {
  expect(markdownHtml('| a | b |\n|---|---|\n| 1 | 2 |')).toContain('<td>2</td>');
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '[click](data:text/html,<script>alert(1)</script>)',
  '![pixel](https://tracker.example/p.png)',
  '<a href="https://example.com" onclick="alert(1)">x</a>',
  '[x](https://example.com "\\" onmouseover=\\"alert(1)")',
])('%j does nothing', (text) => {
  expect(tagsOf(markdownHtml(text))).toEqual([]);
});

test('whatever is written, only text, its marks and links to the web come out', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '`',
    '[',
    '](',
    ')',
    '!',
    'javascript:',
    'https://a.b',
    '<svg onload=',
    '\n',
    '|',
    '&#x22;',
    'x',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      expect(tagsOf(markdownHtml(parts.join('')))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

const plain = /^<\/?(?:p|strong|em|del|h3|ul|ol|li|blockquote|code|pre|table|thead|tbody|tr|th|td|hr|br)(?: \/)?>$/;
const listStart = /^<ol start="\d+">$|^<t[hd] align="(?:left|right|center)">$|^<code class="language-[^"<>]*">$/;
const link =
  /^<a rel="noreferrer" href="(?:(?:https?:\/\/|mailto:|#|\/)[^"<>]*|[^":<>]*)"(?: title="[^"<>]*")?>$|^<\/a>$/;

/** Tags that a note must not bring about. */
const tagsOf = (html: string): string[] =>
  (html.match(/<[^>]*>/g) ?? []).filter((tag) => ![plain, listStart, link].some((fine) => fine.test(tag)));
