import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import Busboy, { type BusboyFileStream } from '@fastify/busboy';
import { ProblemError } from '../../lib/domain/errors.ts';

/** A file on its way in. */
export interface Upload {
  name: string;
  content: Readable;
}

const plainTypes = ['text/csv', 'text/tab-separated-values', 'text/plain', 'application/csv'];
const nameless = 'customers.csv';

/**
 * The file a request brings, as its body or as the one file of a form; nothing of it is read yet.
 * @param name what the file is called, when its form does not say
 * @throws ProblemError `unsupported_media_type`, or `malformed` for a form without a file
 */
export async function openUpload(request: Request, name: string | undefined): Promise<Upload> {
  const contentType = request.headers.get('content-type') ?? '';
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const compressed = (request.headers.get('content-encoding') ?? 'identity') !== 'identity';
  if (compressed || !(plainTypes.includes(type) || type === 'multipart/form-data')) {
    const hint = /excel|spreadsheet|octet-stream/.test(type)
      ? ' A spreadsheet program saves or exports it as CSV.'
      : '';
    throw new ProblemError(
      'unsupported_media_type',
      `Send the file as text/csv or in a form (multipart/form-data), not compressed.${hint}`,
    );
  }
  const body = request.body ? Readable.fromWeb(request.body as ReadableStream<Uint8Array>) : Readable.from([]);
  if (type !== 'multipart/form-data') return { name: name ?? nameless, content: body };
  const found = await fileOf(body, contentType);
  return { ...found, name: found.name || (name ?? nameless) };
}

const noFile = () => new ProblemError('malformed', 'Choose a file: the form brought none.');

/** The first file of a form; other fields are passed over. */
function fileOf(body: Readable, contentType: string): Promise<Upload> {
  return new Promise((resolve, reject) => {
    let file: BusboyFileStream | undefined;
    const unreadable = () => {
      const error = new ProblemError('malformed', 'The form did not arrive whole. Send it again.');
      reject(error);
      file?.destroy(error);
    };
    try {
      const form = new Busboy({
        headers: { 'content-type': contentType },
        limits: { files: 1, fields: 20, fieldSize: 10_000 },
      });
      form.on('file', (_field, content, filename) => {
        file = content;
        resolve({ name: basename(filename.replaceAll('\\', '/')).slice(0, 200), content });
      });
      form.on('finish', () => reject(noFile()));
      form.on('error', unreadable);
      body.on('error', unreadable);
      body.pipe(form);
    } catch {
      unreadable();
    }
  });
}
