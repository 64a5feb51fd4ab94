import { auditFilters, type AuditFilters } from '../../lib/contracts/audit.ts';
import { DAY, instantOf } from '../../lib/planning/zoned-time.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** The beginning of a day in a zone, or of the one after it; undefined for what is no day. */
function startOf(text: string | null, zone: string, days = 0): string | undefined {
  const wall = text && day.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(wall) ? undefined : new Date(instantOf(zone, wall + days * DAY)).toISOString();
}

/** What the form above the log asks for; whole days in the reader's zone. What is not usable is left out. */
export function auditQuery(address: URLSearchParams, zone: string): AuditFilters {
  const usable = (name: 'actor' | 'kind') => {
    const parsed = auditFilters.pick({ [name]: true } as { actor: true }).safeParse({ [name]: address.get(name) });
    return parsed.success ? parsed.data : {};
  };
  return {
    ...usable('actor'),
    ...usable('kind'),
    from: startOf(address.get('since'), zone),
    to: startOf(address.get('until'), zone, 1),
  };
}
