import { utmNames, type LeadRequest } from '../../../lib/contracts/lead.ts';
import type { VisitSource } from '../../../lib/domain/leads/visit-source.ts';
import type { ActivityRecord, CustomerRecord } from '../../records/index.ts';

/**
 * What the history says of a form: where the visitor came from and, of a customer who was there before, what they gave
 * that differs from what is known.
 */
export function leadHistory(
  { name, company, phone }: Pick<LeadRequest, 'name' | 'company' | 'phone'>,
  { before, source }: { before: CustomerRecord | null; source: VisitSource },
): ActivityRecord['changes'] {
  const known = before?.contactInfo;
  const knownName = [known?.name.first, known?.name.last].filter(Boolean).join(' ');
  const given = known
    ? {
        name: name === knownName ? null : name,
        company: company === known.company ? null : company,
        phone: phone === known.phone ? null : phone,
      }
    : {};
  const told = { ...given, page: source.page, referrer: source.referrer };
  const utm = Object.fromEntries(utmNames.map((each) => [each, source[each]]));
  return Object.entries({ ...told, ...utm }).flatMap(([path, to]) =>
    to ? [{ path: `lead.${path}`, from: null, to }] : [],
  );
}
