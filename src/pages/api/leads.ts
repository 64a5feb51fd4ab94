import type { APIRoute } from 'astro';
import { operations } from '../../lib/contracts/operations/index.ts';
import { answerLeadForm, isForm } from '../../server/http/answer-lead-form.ts';
import { defineRoute } from '../../server/http/define-route.ts';
import { otherMethods } from '../../server/http/other-methods.ts';
import { takeLead } from '../../server/http/take-lead.ts';

export const prerender = false;

const byJson = defineRoute(operations.createLead, async ({ context, env, clientAddress, request, body }) => ({
  status: 201,
  body: { lead: await takeLead({ ports: context.ports, env, clientAddress }, request, body) },
}));

export const POST: APIRoute = (context) => (isForm(context.request) ? answerLeadForm(context) : byJson(context));

export const ALL = otherMethods({ POST });
