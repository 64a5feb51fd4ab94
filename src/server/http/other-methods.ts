import type { APIRoute } from 'astro';
import { ProblemError } from '../../lib/domain/errors.ts';
import { problemResponse } from './problem.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * What a route answers to all other methods: HEAD as GET without its body, OPTIONS with what is allowed, 405 to the
 * rest. Every file of routes ends with `export const ALL = otherMethods({ GET, POST });`.
 */
export function otherMethods(routes: Partial<Record<Method, APIRoute>>): APIRoute {
  const allowed = [...Object.keys(routes), ...(routes.GET ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  return (context) => {
    const { request, locals } = context;
    if (request.method === 'HEAD' && routes.GET) return routes.GET(context);
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: allowed } });
    const error = new ProblemError('method_not_allowed', `${request.method} is not allowed here, only ${allowed}.`);
    return problemResponse(error, { requestId: locals.requestId, log: undefined }, { Allow: allowed });
  };
}
