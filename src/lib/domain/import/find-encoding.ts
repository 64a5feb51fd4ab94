import type { ImportEncoding } from '../../contracts/import.ts';

/** Files that are no text, by how they begin. */
const kinds: [bytes: readonly number[], kind: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'an Excel workbook or another archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x1f, 0x8b], 'a compressed file'],
];

const marks: [bytes: readonly number[], encoding: ImportEncoding][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

const beginsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);

/** What a file turned out to be. */
export type Found = { encoding: ImportEncoding } | { kind: string };

/**
 * Finds out a text's encoding from its bytes as they come (the first piece must hold the first bytes): by its byte order
 * mark; UTF-16 by its zeros; UTF-8 when all of it is; else Windows-1252. `{kind}` says what else it is than text.
 */
export class EncodingFinder {
  #first = true;
  #utf8: TextDecoder | null = new TextDecoder('utf-8', { fatal: true });
  #settled: Found | null = null;

  /** Takes the next bytes. */
  push(bytes: Uint8Array): void {
    if (this.#first) {
      this.#first = false;
      this.#settled = byBeginning(bytes);
    }
    if (this.#settled) return;
    if (bytes.includes(0)) this.#settled = { kind: 'a file that is no text' };
    else this.#try((decoder) => decoder.decode(bytes, { stream: true }));
  }

  /** What it is, as far as the bytes so far tell. */
  get found(): Found {
    this.#try((decoder) => decoder.decode(new Uint8Array(), { stream: true }));
    return this.#settled ?? { encoding: this.#utf8 ? 'utf-8' : 'windows-1252' };
  }

  /** Call when all bytes are in: a character may be cut short. */
  end(): Found {
    this.#try((decoder) => decoder.decode());
    return this.found;
  }

  #try(decode: (decoder: TextDecoder) => unknown): void {
    if (!this.#utf8 || this.#settled) return;
    try {
      decode(this.#utf8);
    } catch {
      this.#utf8 = null;
    }
  }
}

function byBeginning(bytes: Uint8Array): Found | null {
  const kind = kinds.find(([start]) => beginsWith(bytes, start))?.[1];
  if (kind !== undefined) return { kind };
  const encoding = marks.find(([start]) => beginsWith(bytes, start))?.[1];
  if (encoding !== undefined && encoding !== 'utf-8') return { encoding };
  const start = bytes.subarray(0, 2000);
  const [even, odd] = [0, 1].map((side) => start.filter((byte, index) => byte === 0 && index % 2 === side).length);
  const half = start.length / 2;
  // In UTF-16 every second byte of Latin text is zero, and hardly any other.
  if (odd! > half * 0.4 && even! < half * 0.1) return { encoding: 'utf-16le' };
  if (even! > half * 0.4 && odd! < half * 0.1) return { encoding: 'utf-16be' };
  return null;
}
