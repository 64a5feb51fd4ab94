import type { APIRoute } from 'astro';
import { notFound } from '../../lib/domain/errors.ts';
import { problemResponse } from '../../server/http/problem.ts';

export const prerender = false;

/** Whatever no other route answers. */
export const ALL: APIRoute = ({ locals }) =>
  problemResponse(notFound('address in the API'), { requestId: locals.requestId, log: locals.ports.log });
