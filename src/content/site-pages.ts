import { groupAddress } from '../components/reference/addresses.ts';
import { apiReference } from '../server/http/reference.ts';
import { readChangelog } from './changelog.ts';

export interface SitePage {
  path: string;
  /** What its picture in link previews says. */
  headline: string;
}

const fixed: SitePage[] = [
  { path: '/', headline: 'Say what you want to win. Get a plan that holds.' },
  { path: '/features', headline: 'Four things it does well, and a CRM around them.' },
  { path: '/features/ai-planning', headline: 'A goal goes in. A plan comes out that holds.' },
  { path: '/features/pipelines', headline: 'See where every deal is, and what it waits for.' },
  { path: '/features/automation', headline: 'The routine does itself, once, and tells you.' },
  { path: '/features/realtime', headline: 'Nobody has to reload, and nobody has to ask.' },
  { path: '/pricing', headline: 'Free to run. No seats, no tiers.' },
  { path: '/demo', headline: 'Type a goal. Watch it become a plan.' },
  { path: '/contact', headline: 'Talk to us' },
  { path: '/about', headline: 'Software for people who promise dates.' },
  { path: '/security', headline: 'What is protected, how, and what is not.' },
  { path: '/docs', headline: 'Getting started' },
  { path: '/docs/api', headline: 'API reference' },
  { path: '/docs/sockets', headline: 'Sockets' },
  { path: '/docs/deployment', headline: 'Deployment' },
  { path: '/changelog', headline: 'What is new' },
  { path: '/legal/imprint', headline: 'Imprint' },
  { path: '/legal/privacy', headline: 'Privacy' },
];

/** All pages for visitors that search engines may show. */
export async function sitePages(): Promise<SitePage[]> {
  const entries = await readChangelog();
  const groups = apiReference().groups.map(({ tag }) => ({ path: groupAddress(tag), headline: `API: ${tag}` }));
  return [...fixed, ...groups, ...entries.map(({ id, data }) => ({ path: `/changelog/${id}`, headline: data.title }))];
}
