import { describe, expect, it } from 'vitest';
import { stackable } from '../../../src/components/ui/stackable.ts';

const head = '<thead><tr><th scope="col">Stage</th><th scope="col">Deals</th><th scope="col">Value</th></tr></thead>';
const body = (rows: string) => stackable(`<table>${head}<tbody>${rows}</tbody></table>`).split('<tbody')[1]!;
const labels = (html: string) => [...html.matchAll(/data-label="([^"]*)"/g)].map(([, label]) => label);

describe('a table that can be laid out as blocks', () => {
  it('keeps its roles', () => {
    const html = stackable(`<table>${head}<tbody><tr><th scope="row">Won</th><td>1</td></tr></tbody></table>`);
    expect([...html.matchAll(/role="(\w+)"/g)].map(([, role]) => role)).toEqual(
      'table rowgroup row columnheader columnheader columnheader rowgroup row rowheader cell'.split(' '),
    );
  });

  it('names each cell by its column, not its row’s name', () => {
    expect(body('<tr><th scope="row">Won</th><td class="num">1</td><td>€2</td></tr>')).toBe(
      ' role="rowgroup"><tr role="row"><th role="rowheader" scope="row">Won</th>' +
        '<td role="cell" data-label="Deals" class="num">1</td><td role="cell" data-label="Value">€2</td></tr></tbody></table>',
    );
  });

  it('knows which columns cells further up take', () => {
    const first = '<tr><th scope="rowgroup" rowspan="2">May</th><td rowspan="2">4</td><td>€2</td></tr>';
    expect(labels(body(`${first}<tr><td>$3</td></tr>`))).toEqual(['Deals', 'Value', 'Value']);
  });

  it('names columns once where rows share their name only', () => {
    const first = '<tr><th scope="rowgroup" rowspan="2">May</th><td>4</td><td>€2</td></tr>';
    expect(labels(body(`${first}<tr><td>1</td><td>$3</td></tr>`))).toEqual(['Deals', 'Value']);
    expect(labels(body(`${first}<tr><td>1</td><td>$3</td></tr><tr><th scope="row">June</th><td>2</td></tr>`))).toEqual([
      'Deals',
      'Value',
      'Deals',
    ]);
  });

  it('takes names from words only and leaves what stands in attributes', () => {
    const html = stackable(
      '<table><thead><tr><td></td><th scope="col"><span class="sr-only">A "b"</span></th></tr></thead>' +
        '<tbody><tr><th scope="row">1</th><td title="<td>"><a href="/x?a>b">x</a></td></tr></tbody></table>',
    );
    expect(html).toContain('<td role="cell" data-label="A &quot;b&quot;" title="<td>"><a href="/x?a>b">x</a></td>');
  });
});
