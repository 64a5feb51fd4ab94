import type { LeadRequest } from '../../../lib/contracts/lead.ts';
import { soonestMs } from '../../../lib/contracts/lead-timing.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import { keepLead } from './keep-lead.ts';

/**
 * Takes a visitor's form. One whose hidden field is filled in comes from a robot: it is taken, and nothing is kept.
 * @param origins addresses of this site, the one people type first
 * @throws ProblemError `validation_failed` when it was sent sooner than people type: to be sent once more
 */
export async function receiveLead(ports: Ports, request: LeadRequest, origins: readonly string[]): Promise<void> {
  if (request.homepage_url) {
    ports.log.info({ form: request.type }, 'A robot filled in a form; nothing was kept');
    return;
  }
  if (isTooSoon(request.shownAt, ports.clock.now())) {
    throw new ProblemError(
      'validation_failed',
      'This came quicker than people type, so it may be from a robot. Please send it once more.',
    );
  }
  await keepLead(ports, request, origins);
}

/** What is no time says nothing, and neither does one to come. */
function isTooSoon(shownAt: string | undefined, now: Date): boolean {
  const passed = now.getTime() - Date.parse(shownAt ?? '');
  return passed >= 0 && passed < soonestMs;
}
