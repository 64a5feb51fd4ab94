import { ProblemError } from '../../lib/domain/errors.ts';

/** 1 MB: far above any single record, far below what hurts. */
export const standardBodyLimit = 1_000_000;

const tooLarge = (limit: number) =>
  new ProblemError('too_large', `The body has more than ${limit.toLocaleString('en')} bytes.`);
const malformed = (why: string) => new ProblemError('malformed', why);

/**
 * The body as text, read piece by piece and given up as soon as it grows beyond `limit` bytes.
 * Throws ProblemError `too_large`, or `malformed` when it is not UTF-8.
 */
export async function readText(request: Request, limit: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  if (!request.body) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const pieces: string[] = [];
  let size = 0;
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      size += piece.value.byteLength;
      if (size > limit) throw tooLarge(limit);
      pieces.push(decode(decoder, piece.value));
    }
    pieces.push(decode(decoder));
    return pieces.join('');
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error;
  }
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw malformed('The body is not valid UTF-8.');
  }
}

const jsonTypes: Record<string, readonly string[]> = {
  PATCH: ['application/json', 'application/merge-patch+json'],
};

/** Throws ProblemError `unsupported_media_type` unless the body is plain JSON in UTF-8. */
function demandJson(request: Request): void {
  const accepted = jsonTypes[request.method] ?? ['application/json'];
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (accepted.includes(type) && /^"?utf-?8"?$/.test(charset ?? 'utf-8') && encoding === 'identity') return;
  throw new ProblemError('unsupported_media_type', `Send ${accepted.join(' or ')} in UTF-8, not compressed.`);
}

/** `__proto__` as a key has no honest use; elsewhere it would travel on as plain data. */
const refuseProto = (key: string, value: unknown): unknown => {
  if (key === '__proto__') throw malformed('The body holds the key "__proto__".');
  return value;
};

/**
 * The parsed JSON body and its text (for fingerprints). An empty body stands for `{}` when `optional`.
 * Throws ProblemError `too_large`, `unsupported_media_type` or `malformed`.
 */
export async function readJson(
  request: Request,
  { limit, optional }: { limit: number; optional: boolean },
): Promise<{ value: unknown; text: string }> {
  if (request.headers.has('content-type')) demandJson(request);
  const text = await readText(request, limit);
  if (text === '') {
    if (optional) return { value: {}, text };
    throw malformed('The request needs a JSON body.');
  }
  demandJson(request);
  try {
    return { value: JSON.parse(text, /__proto__|\\u/.test(text) ? refuseProto : undefined), text };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw malformed('The body is not valid JSON.');
  }
}
