import { utmNames } from '../../lib/contracts/lead.ts';

/** The longest campaign that is carried on; a longer one stays with the page it came to. */
const longest = 1000;

/** What the address of a request says of a campaign: its `utm_` parameters as a query, empty without any. */
export function campaignOf(url: string | undefined): string {
  const asked = new URLSearchParams(url?.split('?')[1]);
  const found = utmNames.flatMap((name) => {
    const value = asked.get(name);
    return value ? [[name, value]] : [];
  });
  const query = new URLSearchParams(found).toString();
  return query.length > longest ? '' : query;
}

/** Links from one page of this site to another; those that ask for something already, the API and files are left alone. */
const links = /(<a\b[^>]*?\shref="\/(?!\/|api\/)[^"?#.]*)(?=["#])/g;

/** A prerendered page whose links carry the campaign on, so that a form some pages later knows it: no cookie, no script. */
export const withCampaign = (html: string, query: string): string =>
  html.replace(links, (link) => `${link}?${query.replaceAll('&', '&amp;')}`);
