import { describe, expect, test } from 'vitest';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { importDelimiters, type ImportEncoding } from '../../../src/lib/contracts/import.ts';
import { EncodingFinder } from '../../../src/lib/domain/import/find-encoding.ts';
import { csvRows, type CsvRow } from '../../../src/server/use-cases/imports/csv-rows.ts';
import { findDelimiter } from '../../../src/server/use-cases/imports/find-delimiter.ts';

async function* inPieces(bytes: Uint8Array, size = 7) {
  for (let at = 0; at < bytes.length; at += size) yield Promise.resolve(bytes.subarray(at, at + size));
}
async function rows(
  text: string | Uint8Array,
  { delimiter = ',', encoding = 'utf-8' }: { delimiter?: string; encoding?: ImportEncoding } = {},
) {
  const bytes = Buffer.from(text);
  const read: CsvRow[] = [];
  for await (const row of csvRows(inPieces(bytes), { delimiter, encoding })) read.push(row);
  return read;
}
function found(bytes: Uint8Array, size = 64) {
  const finder = new EncodingFinder();
  for (let at = 0; at < bytes.length; at += size) finder.push(bytes.subarray(at, at + size));
  return finder.end();
}
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('encoding', () => {
  const text = 'Name;Ort\r\nJörg Müller;Köln\r\n';
  test.each<[string, Uint8Array, ImportEncoding]>([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16LE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16BE with a mark', swapped(`\uFEFF${text}`), 'utf-16be'],
    ['UTF-16LE without', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16BE without', swapped(text), 'utf-16be'],
    ['Windows-1252', Buffer.from(text, 'latin1'), 'windows-1252'],
  ])('%s is found and read', async (_, bytes, encoding) => {
    expect(found(bytes)).toEqual({ encoding });
    expect((await rows(bytes, { delimiter: ';', encoding })).map(({ cells }) => cells)).toEqual([
      ['Name', 'Ort'],
      ['Jörg Müller', 'Köln'],
    ]);
  });

  test('a character cut by a piece is still UTF-8, one cut by the end is not', () => {
    expect(found(Buffer.from('aö'.repeat(100)), 3)).toEqual({ encoding: 'utf-8' });
    expect(found(Buffer.from('aö').subarray(0, 2))).toEqual({ encoding: 'windows-1252' });
  });

  test.each([
    ['PK\u0003\u0004', 'Excel workbook'],
    ['%PDF-1.7', 'PDF'],
    ['a,b\n1,\0\n', 'no text'],
  ])('%j is %s', (text, kind) => {
    expect(found(Buffer.from(text, 'latin1'))).toEqual({ kind: expect.stringContaining(kind) as string });
  });
});

test('rows are numbered as a spreadsheet does: empty lines count, lines within a cell do not', async () => {
  expect(await rows('a,b\r\n\r\n"x\ny",2\r\n3\r\n4,5,6')).toEqual([
    { row: 1, cells: ['a', 'b'] },
    { row: 3, cells: ['x\ny', '2'] },
    { row: 4, cells: ['3'] },
    { row: 5, cells: ['4', '5', '6'] },
  ]);
  expect(await rows('say "hi" there,2')).toEqual([{ row: 1, cells: ['say "hi" there', '2'] }]);
  expect(await rows('')).toEqual([]);
});

test.each(['a,b\n1,"never closed\n2,3\n', `a\n"${'x\n'.repeat(150_000)}`])(
  'a quotation mark that is never closed names its row',
  async (text) => {
    await expect(rows(text)).rejects.toMatchObject({
      code: 'validation_failed',
      message: expect.stringMatching(/row 2 on: a quotation mark/) as string,
    });
  },
);

describe('delimiter', () => {
  test.each([
    ['Name;City;Value\nAcme, Inc.;Oslo;1,5\nOther;Rome;2,5\n', ';'],
    ['Name\tCity\nA, B\tOslo\n', '\t'],
    ['a|b|c\n1|2|3\n', '|'],
    ['a,b\n"x;y;z",2\n', ','],
    ['just one column\nof names\n', ','],
  ])('of %j', (text, delimiter) => {
    expect(findDelimiter(Buffer.from(text), 'utf-8')).toBe(delimiter);
  });

  test('any table of words is read back as it was, with the delimiter it has', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'B', '1', ' ', '"', '\n', 'ö', ',', ';') });
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      );
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(...importDelimiters), async (cells, delimiter) => {
        const text = stringify(cells, { delimiter, quoted: true });
        expect((await rows(text, { delimiter })).map((row) => row.cells)).toEqual(cells);
        const filled = cells.map((row) => row.map((_, index) => `word ${index}`));
        expect(findDelimiter(Buffer.from(stringify(filled, { delimiter })), 'utf-8')).toBe(delimiter);
      }),
    );
  });
});
