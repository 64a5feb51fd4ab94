import type { APIRoute } from 'astro';
import { z } from 'zod';
import { guides } from '../../lib/contracts/onboarding.ts';
import { requireMember, readFields, safeNext } from '../../server/http/page.ts';
import { dismissGuide } from '../../server/use-cases/onboarding/dismiss-guide.ts';
import { changeSamples } from '../../server/use-cases/samples/change-samples.ts';
import { ProblemError } from '../../lib/domain/errors.ts';

export const prerender = false;

const form = z.object({
  guide: z.enum(guides).optional(),
  samples: z.enum(['fill', 'remove']).optional(),
  next: z.string().max(500).optional(),
});

/** What the checklist and hints post: a guide to put away, or what becomes of the sample data; then back to the page. */
export const POST: APIRoute = async (page) => {
  const visit = requireMember(page);
  if (visit instanceof Response) return visit;
  const asked = form.safeParse(Object.fromEntries(await readFields(page.request)));
  const { guide, samples, next } = asked.data ?? {};
  if (guide) await dismissGuide(visit.context, guide);
  if (samples) await changeSamples(visit.context, samples).catch(unlessDoneAlready);
  return page.redirect(safeNext(next), 303);
};

/** A second click finds it under way: the page shows how far it is. */
function unlessDoneAlready(error: unknown): void {
  if (!(error instanceof ProblemError)) throw error;
}
