/** What search engines are told, in schema.org’s words; `site` is the address without a slash at its end. */

const organizationId = (site: string) => `${site}/#organization`;

/** The project behind the product; it is no company. */
export const organization = (site: string) => ({
  '@type': 'Organization',
  '@id': organizationId(site),
  name: 'Throughline',
  url: `${site}/`,
  logo: `${site}/favicon.svg`,
});

export const software = (site: string) => ({
  '@type': 'SoftwareApplication',
  name: 'Throughline',
  url: `${site}/`,
  description: 'A CRM that turns a goal into a plan with computed dates, and moves the routine work along by itself.',
  applicationCategory: 'BusinessApplication',
  operatingSystem: 'Linux, macOS',
  license: 'https://opensource.org/license/mit',
  isAccessibleForFree: true,
  offers: { '@type': 'Offer', price: '0', priceCurrency: 'EUR' },
  publisher: { '@id': organizationId(site) },
});

export const questions = (list: readonly { question: string; answer: string }[]) => ({
  '@type': 'FAQPage',
  mainEntity: list.map(({ question, answer }) => ({
    '@type': 'Question',
    name: question,
    acceptedAnswer: { '@type': 'Answer', text: answer },
  })),
});

/** The way to a page, from the home page on; the last one is the page itself. */
export const breadcrumbs = (site: string, way: readonly { name: string; path: string }[]) => ({
  '@type': 'BreadcrumbList',
  itemListElement: way.map(({ name, path }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    item: `${site}${path}`,
  })),
});
