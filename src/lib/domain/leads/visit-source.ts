import { utmNames, type LeadRequest, type UtmName } from '../../contracts/lead.ts';

/** Where a visitor came from, as far as their browser said. */
export type VisitSource = { page: string | null; referrer: string | null } & Partial<Record<UtmName, string>>;

/** The longest that is kept of one parameter. */
const longest = 200;

/**
 * Reads it of what a form brought: its own `utm_` fields, else those in the address of its page, else those in the
 * address of the page of this site that led there. That page itself is no referrer.
 */
export function visitSource(
  request: Partial<Pick<LeadRequest, 'page' | 'referrer' | UtmName>>,
  siteOrigins: readonly string[],
): VisitSource {
  const page = addressOf(request.page, siteOrigins[0]);
  const referrer = addressOf(request.referrer);
  const within = referrer !== null && siteOrigins.includes(referrer.origin);
  const given = utmNames.some((name) => request[name]);
  const query = [page, within ? referrer : null].find((address) => address && hasUtm(address))?.searchParams;
  const utm = utmNames.flatMap((name) => {
    const value = given ? request[name] : query?.get(name)?.trim().slice(0, longest);
    return value ? [[name, value] as const] : [];
  });
  return {
    page: page && pageOf(page, siteOrigins),
    referrer: referrer && !within ? referrer.href : null,
    ...Object.fromEntries(utm),
  };
}

const hasUtm = ({ searchParams }: URL): boolean => utmNames.some((name) => searchParams.has(name));

/** A web address; null for whatever else was sent as one. */
function addressOf(text: string | undefined, base?: string): URL | null {
  const address = text ? URL.parse(text, base) : null;
  return address && /^https?:$/.test(address.protocol) ? address : null;
}

/** A page of this site by its path; of others with their host. What was asked of it says nothing more. */
const pageOf = ({ origin, pathname }: URL, siteOrigins: readonly string[]): string =>
  siteOrigins.includes(origin) ? pathname : `${origin}${pathname}`;
