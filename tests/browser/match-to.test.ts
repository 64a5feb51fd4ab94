import { afterEach, expect, test } from 'vitest';
import { matchTo } from '../../src/components/home/match-to.ts';

afterEach(() => document.body.replaceChildren());

function shown(html: string): HTMLElement {
  const element = document.createElement('div');
  element.innerHTML = html;
  document.body.append(element);
  return element;
}

test('only what differs is touched: the focus and what is opened stay', () => {
  const element = shown(
    '<h2>Pipelines</h2><p><a href="/a">3</a> open</p><details><summary>As a table</summary><b>3</b></details>',
  );
  const link = element.querySelector('a')!;
  link.focus();
  element.querySelector('details')!.open = true;
  const fresh =
    '<h2>Pipelines</h2><p><a href="/b" class="link">4</a> open</p><details><summary>As a table</summary><b>4</b></details>';
  matchTo(element, fresh);
  expect(document.activeElement).toBe(link);
  expect(element.querySelector('a')).toBe(link);
  expect(element.querySelector('details')!.open).toBe(true);
  expect(element.innerHTML.replace(' open=""', '')).toBe(fresh);
});

test.each([
  ['<ul><li>a</li></ul>', '<ul><li>b</li><li>a</li></ul>'],
  ['<ul><li>b</li><li class="x">a</li></ul>tail', '<ul><li>b</li></ul>'],
  ['<p>Nobody else</p>', '<ul><li>Ada won it</li></ul>'],
  ['', '<p>new</p>'],
  ['<p>old</p>', ''],
])('%s becomes %s', (before, after) => {
  const element = shown(before);
  matchTo(element, after);
  expect(element.innerHTML).toBe(after);
});
