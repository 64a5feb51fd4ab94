import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  /** A file name without folders, in ASCII. */
  name: string;
  content: AsyncIterable<string>;
}

interface Written {
  name: string;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/** Bytes of text compressed together. */
const pieceSize = 64 * 1024;
const biggest = 0xffffffff;
const version = 20;
/** Sizes and checksum follow the content; names are UTF-8. */
const flags = 0x0808;
const deflated = 8;

/**
 * A ZIP file (APPNOTE 6.3.10, without ZIP64) as it is written: every entry is compressed as its content is taken, so
 * that no more than a piece of it is in memory. Throws a RangeError beyond 4 GB.
 */
export async function* zip(entries: Iterable<ZipEntry>, at: Date): AsyncGenerator<Buffer> {
  const time = dosTime(at);
  const written: Written[] = [];
  let offset = 0;
  const count = (bytes: Buffer): Buffer => {
    offset += bytes.length;
    if (offset > biggest) throw new RangeError('The file would be larger than 4 GB');
    return bytes;
  };
  for (const { name, content } of entries) {
    const entry: Written = { name, crc: 0, packed: 0, size: 0, offset };
    yield count(localHeader(name, time));
    for await (const bytes of packed(content, entry)) yield count(bytes);
    yield count(descriptor(entry));
    written.push(entry);
  }
  const start = offset;
  for (const entry of written) yield count(centralHeader(entry, time));
  yield endOf(written.length, { start, size: offset - start });
}

async function* packed(content: AsyncIterable<string>, entry: Written): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw();
  const out: Buffer[] = [];
  deflate.on('data', (bytes: Buffer) => out.push(bytes));
  function* taken(): Generator<Buffer> {
    for (const bytes of out.splice(0)) {
      entry.packed += bytes.length;
      yield bytes;
    }
  }
  for await (const piece of inPieces(content)) {
    entry.crc = crc32(piece, entry.crc);
    entry.size += piece.length;
    if (!deflate.write(piece)) await once(deflate, 'drain');
    yield* taken();
  }
  const ended = once(deflate, 'end');
  deflate.end();
  await ended;
  yield* taken();
}

async function* inPieces(content: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const text of content) {
    const bytes = Buffer.from(text);
    held.push(bytes);
    size += bytes.length;
    if (size < pieceSize) continue;
    yield Buffer.concat(held);
    [held, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(held);
}

/** Date and time as MS-DOS kept them, in UTC. */
const dosTime = (at: Date): { time: number; date: number } => ({
  time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
});
type DosTime = ReturnType<typeof dosTime>;

/** Numbers of so many bits, little-endian, one after the other. */
function fields(...values: readonly (readonly [bits: 16 | 32, value: number])[]): Buffer {
  const bytes = Buffer.alloc(values.reduce((sum, [bits]) => sum + bits / 8, 0));
  let at = 0;
  for (const [bits, value] of values)
    at = bits === 16 ? bytes.writeUInt16LE(value, at) : bytes.writeUInt32LE(value, at);
  return bytes;
}

function localHeader(name: string, { time, date }: DosTime): Buffer {
  const named = Buffer.from(name);
  return Buffer.concat([
    fields([32, 0x04034b50], [16, version], [16, flags], [16, deflated], [16, time], [16, date]),
    fields([32, 0], [32, 0], [32, 0], [16, named.length], [16, 0]),
    named,
  ]);
}

const descriptor = ({ crc, packed: size, size: plain }: Written): Buffer =>
  fields([32, 0x08074b50], [32, crc], [32, size], [32, plain]);

function centralHeader(entry: Written, { time, date }: DosTime): Buffer {
  const named = Buffer.from(entry.name);
  return Buffer.concat([
    fields([32, 0x02014b50], [16, version], [16, version], [16, flags], [16, deflated], [16, time], [16, date]),
    fields([32, entry.crc], [32, entry.packed], [32, entry.size], [16, named.length], [16, 0], [16, 0]),
    fields([16, 0], [16, 0], [32, 0], [32, entry.offset]),
    named,
  ]);
}

const endOf = (entries: number, { start, size }: { start: number; size: number }): Buffer =>
  fields([32, 0x06054b50], [16, 0], [16, 0], [16, entries], [16, entries], [32, size], [32, start], [16, 0]);
