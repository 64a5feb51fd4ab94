import { expect, test } from 'vitest';
import { interactionRequest } from '../../../src/components/interactions/interaction-form.ts';
import { markdownHtml } from '../../../src/lib/client/markdown.ts';
import { createInteractionRequest } from '../../../src/lib/contracts/interaction.ts';
import { mentionsIn } from '../../../src/lib/domain/mentions.ts';

const [mia, miaRose, jan, other] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(24)) as [
  string,
  string,
  string,
  string,
];
const members = [
  { id: mia, name: 'Mia Member' },
  { id: miaRose, name: 'Mia Member-Rose' },
  { id: jan, name: 'Jan (van) Dyk' },
];
const ids = (text: string, of = members) => mentionsIn(text, of).map(({ id }) => id);

test('an @ and a full name mention a member, once', () => {
  expect(ids('Ask @Mia Member, and @mia member again')).toEqual([mia]);
  expect(ids('(@Jan (van) Dyk) knows')).toEqual([jan]);
  expect(mentionsIn('Ask @mia MEMBER', members)).toEqual([{ id: mia, name: 'mia MEMBER' }]);
});

test('the longer name is meant where one begins like another', () => {
  expect(ids('@Mia Member-Rose')).toEqual([miaRose]);
});

test('addresses, parts of names and other words mention nobody', () => {
  expect(ids('mail me@Mia Member')).toEqual([]);
  expect(ids('@Mia Members')).toEqual([]);
  expect(ids('@Mia')).toEqual([]);
  expect(ids('Mia Member')).toEqual([]);
  expect(ids('@Mia Member', [])).toEqual([]);
});

test('where two have the same name both are meant', () => {
  expect(ids('@Mia Member', [...members, { id: other, name: 'Mia Member' }])).toEqual([mia, other]);
});

test('mentions are marked in Markdown, and only between tags', () => {
  const html = (text: string, ...names: string[]) => markdownHtml(text, names);
  expect(html('Ask **@Mia Member**', 'Mia Member')).toBe(
    '<p>Ask <strong><span class="mention">@Mia Member</span></strong></p>',
  );
  const link = html('[x](https://a.example "@Mia Member")', 'Mia Member');
  expect(link).toContain('title="@Mia Member"');
  expect(link).not.toContain('mention');
  expect(html('@A & <b>', 'A & <b>')).toBe('<p><span class="mention">@A &amp; &lt;b&gt;</span></p>');
  expect(html('@Mia Member')).toBe('<p>@Mia Member</p>');
});

test('the form of what was logged says a time there, a length, and who took part', () => {
  const asked = (fields: Record<string, string>) =>
    createInteractionRequest.safeParse(interactionRequest(fields, 'Europe/Berlin'));
  expect(
    asked({ kind: 'call', at: '2026-11-27T09:00', minutes: '15', outcome: 'Agreed', participants: 'Mara Voss, , Jo' })
      .data,
  ).toMatchObject({
    at: '2026-11-27T08:00:00.000Z',
    minutes: 15,
    outcome: 'Agreed',
    participants: ['Mara Voss', 'Jo'],
  });
  expect(asked({ kind: 'mail' }).data).toEqual({
    kind: 'mail',
    minutes: null,
    outcome: '',
    text: '',
    participants: [],
    dealId: null,
  });
  expect(asked({ kind: 'call', at: 'yesterday' }).error?.issues[0]?.path).toEqual(['at']);
  expect(asked({ kind: 'visit' }).error?.issues[0]?.path).toEqual(['kind']);
});
