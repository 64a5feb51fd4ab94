/** Stands for SITE_URL in all that is built: the address is known only when serving. */
export const siteUrlPlaceholder = 'https://site-url.invalid';
