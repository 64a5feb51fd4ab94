import type { Context } from '../ports/index.ts';
import { keepUpload, type KeptFile } from '../use-cases/imports/keep-upload.ts';
import { openUpload } from './read-upload.ts';

/** Keeps the file a request brings; see `RouteOptions.receive`. */
export async function receiveImport(
  context: Context,
  request: Request,
  query: { name?: string | undefined } = {},
): Promise<{ value: KeptFile; text: string }> {
  const upload = await openUpload(request, query.name);
  try {
    const value = await keepUpload(context, upload);
    return { value, text: value.digest };
  } finally {
    upload.content.destroy();
  }
}
