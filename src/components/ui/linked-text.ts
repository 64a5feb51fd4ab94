/** A piece of plain text: as it is, or a link of this site. */
export interface TextPart {
  text: string;
  href?: string;
}

/** Plain text with the addresses of `site` told apart, so that a page may link them; other addresses stay text. */
export function linkedText(text: string, site: string): TextPart[] {
  const { origin } = new URL(site);
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .filter(Boolean)
    .map((part) => (URL.parse(part)?.origin === origin ? { text: part, href: part } : { text: part }));
}
