import type { APIContext } from 'astro';
import { problemResponse } from './problem.ts';
import { readText } from './read-body.ts';

/** Far above what the fields of a form may hold. */
const formLimit = 100_000;
/** Checked already, by the rules of the API: forms of other sites are welcome as long as no cookie speaks for them. */
const saysFrom = ['origin', 'sec-fetch-site'];
const formType = 'application/x-www-form-urlencoded';

export const isForm = ({ headers }: Request): boolean =>
  headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === formType;

/**
 * Answers a form posted to the API itself, from whatever page: the page of such forms takes it, leads on when it is
 * taken, and else shows it again with all that was typed.
 */
export async function answerLeadForm({ request, url, locals, rewrite }: APIContext): Promise<Response> {
  try {
    const body = await readText(request, formLimit);
    const page = new URLSearchParams(body).get('type') === 'demo' ? '/demo' : '/contact';
    const headers = new Headers(request.headers);
    for (const name of ['content-length', ...saysFrom]) headers.delete(name);
    return await rewrite(new Request(new URL(page, url), { method: 'POST', headers, body }));
  } catch (error) {
    return problemResponse(error, { requestId: locals.requestId, log: locals.ports.log });
  }
}
