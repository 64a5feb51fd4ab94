export interface Place {
  href: string;
  text: string;
}

/** What stands in the head of every marketing page. */
export const mainPlaces: Place[] = [
  { href: '/features', text: 'Features' },
  { href: '/pricing', text: 'Pricing' },
  { href: '/security', text: 'Security' },
  { href: '/docs', text: 'Docs' },
];

/** The pages about one capability each. */
export const featurePlaces: Place[] = [
  { href: '/features/ai-planning', text: 'AI planning' },
  { href: '/features/pipelines', text: 'Pipelines' },
  { href: '/features/automation', text: 'Automation' },
  { href: '/features/realtime', text: 'Live updates' },
];

export const docsPlaces: Place[] = [
  { href: '/docs', text: 'Getting started' },
  { href: '/docs/api', text: 'API reference' },
  { href: '/docs/sockets', text: 'Sockets' },
  { href: '/docs/deployment', text: 'Deployment' },
];

/** What stands at the foot of every marketing page. */
export const footGroups: { title: string; places: Place[] }[] = [
  {
    title: 'Product',
    places: [...featurePlaces, { href: '/pricing', text: 'Pricing' }, { href: '/demo', text: 'Try the planner' }],
  },
  { title: 'Docs', places: docsPlaces },
  {
    title: 'About',
    places: [
      { href: '/about', text: 'About' },
      { href: '/security', text: 'Security' },
      { href: '/changelog', text: 'Changelog' },
      { href: '/contact', text: 'Contact' },
    ],
  },
  {
    title: 'Legal',
    places: [
      { href: '/legal/imprint', text: 'Imprint' },
      { href: '/legal/privacy', text: 'Privacy' },
    ],
  },
];

/** Whether `path` is the place or lies below it. */
export const isAt = (path: string, { href }: Place): boolean => path === href || path.startsWith(`${href}/`);
