import { createHash } from 'node:crypto';
import { importFileLimit, type ImportEncoding } from '../../../lib/contracts/import.ts';
import { EncodingFinder } from '../../../lib/domain/import/find-encoding.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context, Ports } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';

export interface UploadedFile {
  name: string;
  content: AsyncIterable<Uint8Array>;
}

/** A file as it is kept for an import. */
export interface KeptFile {
  id: string;
  name: string;
  size: number;
  /** SHA-256 in hex. */
  digest: string;
  encoding: ImportEncoding;
  /** Its first bytes. */
  beginning: Uint8Array;
}

const pieceSize = 256 * 1024;
/** Longer than a draft, so that what is run on its last minute can still be read to its end. */
const keptMs = 3 * 24 * 60 * 60 * 1000;

/**
 * Keeps a file piece by piece as it comes.
 * @throws ProblemError `forbidden`, `too_large`, `unsupported_media_type` for what is no text, `validation_failed` for
 * an empty file
 */
export async function keepUpload({ ports, actor }: Context, { name, content }: UploadedFile): Promise<KeptFile> {
  requirePermission(actor, 'customers.import', 'import customers');
  const id = ports.ids.next();
  try {
    return { id, name, ...(await keepPieces(ports, id, content)) };
  } catch (error) {
    await ports.imports.dropFile(id);
    throw error;
  }
}

async function keepPieces({ imports, clock }: Ports, id: string, content: AsyncIterable<Uint8Array>) {
  const expiresAt = new Date(clock.now().getTime() + keptMs);
  const hash = createHash('sha256');
  const finder = new EncodingFinder();
  let beginning: Uint8Array = new Uint8Array();
  let size = 0;
  let count = 0;
  for await (const piece of inPieces(content)) {
    if (count === 0) beginning = piece;
    hash.update(piece);
    finder.push(piece);
    textOnly(finder.found);
    size += piece.byteLength;
    if (size > importFileLimit) throw tooLarge();
    await imports.addPiece(id, count, piece, expiresAt);
    count += 1;
  }
  if (size === 0) throw new ProblemError('validation_failed', 'The file is empty. Choose one with rows in it.');
  const encoding = textOnly(finder.end());
  return { size, digest: hash.digest('hex'), encoding, beginning };
}

const tooLarge = () =>
  new ProblemError(
    'too_large',
    `The file has more than ${importFileLimit / 1_000_000} MB. Split it into several and import them one by one.`,
  );

function textOnly(found: EncodingFinder['found']): ImportEncoding {
  if ('encoding' in found) return found.encoding;
  throw new ProblemError(
    'unsupported_media_type',
    `This is ${found.kind}, not a CSV file. Open it in the program it comes from, save or export it as CSV, and upload that.`,
  );
}

/** The same bytes in pieces of one size, but for the last. */
async function* inPieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of content) {
    held.push(bytes);
    size += bytes.byteLength;
    if (size < pieceSize) continue;
    const all = Buffer.concat(held);
    const whole = size - (size % pieceSize);
    for (let at = 0; at < whole; at += pieceSize) yield all.subarray(at, at + pieceSize);
    held = [all.subarray(whole)];
    size -= whole;
  }
  if (size > 0) yield Buffer.concat(held);
}
