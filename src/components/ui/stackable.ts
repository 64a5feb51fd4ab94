const anyTag = /<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;
const roles = new Map([
  ['table', 'table'],
  ['thead', 'rowgroup'],
  ['tbody', 'rowgroup'],
  ['tr', 'row'],
  ['td', 'cell'],
]);

/**
 * A table's HTML made ready to be laid out as blocks: each cell gets its column's name as `data-label`, and each part
 * says its role, which browsers may forget once it is not laid out as a table.
 * Rows of few cells that share only the first stand below each other in the same columns: the first has the names.
 */
export function stackable(table: string): string {
  const labels = headings(table);
  const place = cellPlaces();
  const fitOneLine = labels.length - (table.includes('class="chart"') ? 1 : 0) <= 4;
  let inHead = false;
  return table.replaceAll(anyTag, (whole: string, closing: string, tag: string, rest: string) => {
    if (closing) return whole;
    if (tag === 'th') {
      if (!inHead) place.next(rest);
      return `<th role="${/\bscope="row/.test(rest) ? 'rowheader' : 'columnheader'}"${rest}>`;
    }
    const role = roles.get(tag);
    if (!role) return whole;
    if (tag === 'thead' || tag === 'tbody') {
      inHead = tag === 'thead';
      place.newGroup();
    }
    if (tag === 'tr') place.newRow();
    const label = tag === 'td' && !inHead ? labels[place.next(rest)] : undefined;
    const isNamed = label && !(place.follows && fitOneLine);
    return `<${tag} role="${role}"${isNamed ? ` data-label="${label}"` : ''}${rest}>`;
  });
}

/** The names of the columns, as they may stand in an attribute. */
function headings(table: string): string[] {
  const head = /<thead\b[\s\S]*?<\/thead>/i.exec(table)?.[0] ?? '';
  return [...head.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/gi)].map(([, content = '']) =>
    content.replaceAll(anyTag, '').replaceAll(/\s+/g, ' ').trim().replaceAll('"', '&quot;'),
  );
}

/** In which column each cell stands, told of the rows and cells one after another. */
function cellPlaces() {
  /** For how many more rows each column is taken by a cell further up. */
  let taken: number[] = [];
  let column = 0;
  const span = (rest: string, of: 'row' | 'col') => Number(new RegExp(`\\b${of}span="(\\d+)"`).exec(rest)?.[1] ?? 1);
  return {
    /** Whether the row shares its first cell, and no other, with the one above. */
    follows: false,
    newGroup() {
      taken = [];
    },
    newRow() {
      taken = taken.map((rows) => rows - 1);
      column = 0;
      this.follows = taken.findLastIndex((rows) => rows > 0) === 0;
    },
    next(rest: string): number {
      while ((taken[column] ?? 0) > 0) column += 1;
      const first = column;
      for (const end = first + span(rest, 'col'); column < end; column += 1) taken[column] = span(rest, 'row');
      return first;
    },
  };
}
