/** Where in a condition something stands: lines and columns from 1, the offset from 0, in UTF-16 units. */
export interface Position {
  line: number;
  column: number;
  offset: number;
  length: number;
}

export function positionOf(text: string, start: number, end: number): Position {
  const offset = Math.min(Math.max(start, 0), text.length);
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    line: before.split('\n').length,
    column: offset - lineStart + 1,
    offset,
    length: Math.max(Math.min(end, text.length) - offset, 0),
  };
}

/** What CEL calls `has` tells only whether a field exists; ours tells whether it has a value and needs another name. */
export const hasInSource = 'set';

const strings = String.raw`[rRbB]{0,2}(?:"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')`;
const pieces = new RegExp(String.raw`${strings}|//[^\n]*|===|!==|(?<![\w.]\s*)\bhas(?=\s*\()`, 'g');

/** The condition as CEL reads it. Every character stays at its place, so that positions in it hold for what was typed. */
export const toSource = (text: string): string =>
  text.replace(pieces, (piece) => {
    if (piece === 'has') return hasInSource;
    return piece === '===' || piece === '!==' ? `${piece.slice(0, 2)} ` : piece;
  });
