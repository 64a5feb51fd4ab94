import type { IncomingMessage, ServerResponse } from 'node:http';
import { createBrotliCompress, createGzip, constants, type BrotliCompress, type Gzip } from 'node:zlib';
import { isCompressible } from './media-types.ts';

export type Encoding = 'br' | 'gzip';

/** Below, the headers cost more than is won. */
export const worthwhileBytes = 1_024;
/** Rendered answers are compressed once each: quick levels. */
const brotliQuality = 4;

/** The best encoding the client accepts, if any (RFC 9110, section 12.5.3). */
export function acceptedEncoding(header: string | string[] | undefined): Encoding | null {
  const accepted = new Map(
    String(header ?? '')
      .split(',')
      .map((part) => {
        const [name = '', ...parameters] = part
          .trim()
          .toLowerCase()
          .split(/\s*;\s*/);
        return [name, parameters.every((parameter) => !/^q=0(\.0*)?$/.test(parameter))] as const;
      }),
  );
  if (accepted.get('br')) return 'br';
  return accepted.get('gzip') ? 'gzip' : null;
}

const compressorFor = (encoding: Encoding): BrotliCompress | Gzip =>
  encoding === 'br'
    ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } })
    : createGzip();

type Chunk = string | Uint8Array;
type End = [chunk?: Chunk | (() => void), encoding?: BufferEncoding | (() => void), done?: () => void];

/** Compresses what is written to `response` from now on, when its type is text, it is not small, and the client takes it. */
export function compressResponse(request: IncomingMessage, response: ServerResponse): void {
  const encoding = acceptedEncoding(request.headers['accept-encoding']);
  if (!encoding || request.method === 'HEAD') return;
  const plain = {
    writeHead: response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse,
    write: response.write.bind(response) as (...args: unknown[]) => boolean,
    end: response.end.bind(response) as (...args: unknown[]) => ServerResponse,
  };
  let compressor: BrotliCompress | Gzip | null = null;

  /** Decides at the first piece of the body, then sends the head that `writeHead` held back. */
  const begin = (whole: Chunk | undefined): void => {
    if (response.headersSent) return;
    if (isCompressible(String(response.getHeader('content-type') ?? ''))) {
      response.appendHeader('Vary', 'Accept-Encoding');
      if (isWorthwhile(response, whole)) compressor = compressorFor(encoding);
    }
    if (compressor) {
      response.removeHeader('Content-Length');
      response.setHeader('Content-Encoding', encoding);
      connect(compressor);
    }
    plain.writeHead(response.statusCode);
  };
  const connect = (source: BrotliCompress | Gzip): void => {
    source.on('data', (chunk: Buffer) => {
      if (!plain.write(chunk)) source.pause();
    });
    source.on('end', () => plain.end());
    source.on('error', () => response.destroy());
    response.on('drain', () => source.resume());
    response.on('close', () => source.destroy());
  };

  // Held back until the body shows whether compression is worthwhile.
  response.writeHead = (status: number, ...rest: unknown[]) => {
    const headers = rest.at(-1);
    response.statusCode = status;
    if (typeof rest[0] === 'string') response.statusMessage = rest[0];
    if (typeof headers === 'object' && headers !== null) {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value as string | string[]);
    }
    return response;
  };
  response.write = ((chunk: Chunk, ...rest: unknown[]) => {
    begin(undefined);
    return compressor ? compressor.write(chunk) : plain.write(chunk, ...rest);
  }) as typeof response.write;
  response.end = ((...[chunk, ...rest]: End) => {
    const last = typeof chunk === 'function' ? undefined : chunk;
    begin(last ?? '');
    if (!compressor) return plain.end(chunk, ...rest);
    compressor.end(last);
    return response;
  }) as typeof response.end;
}

/** `whole` is the whole body when it comes in one piece. */
function isWorthwhile(response: ServerResponse, whole: Chunk | undefined): boolean {
  if (response.hasHeader('content-encoding') || [204, 304].includes(response.statusCode)) return false;
  const declared = response.getHeader('content-length');
  const length = whole === undefined ? Number(declared ?? worthwhileBytes) : Buffer.byteLength(whole);
  return length >= worthwhileBytes;
}
