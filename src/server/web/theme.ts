export type Theme = 'light' | 'dark';

/** The theme a reader chose, by the cookie the dashboard sets; undefined follows their system. */
export function chosenTheme(cookies: string | undefined): Theme | undefined {
  const theme = /(?:^|;\s*)theme=(light|dark)(?:;|$)/.exec(cookies ?? '')?.[1];
  return theme as Theme | undefined;
}

/** A prerendered page in a theme, without a script: the mark is where rendered pages have it. */
export const withTheme = (html: string, theme: Theme): string => html.replace(/<html\b/, `<html data-theme="${theme}"`);
