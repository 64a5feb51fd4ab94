import { safeMarkdownHtml } from '../domain/markdown.ts';
import { mentionPattern } from '../domain/mentions.ts';

/**
 * Markdown as HTML that holds nothing but text, its marks and links: micromark escapes HTML and drops addresses that
 * are neither web nor mail. Headings stand below the page's own.
 * @param mentions names of members, marked where the text mentions them
 */
export const markdownHtml = (text: string, mentions: readonly string[] = []): string =>
  withMentions(safeMarkdownHtml(text), mentions)
    .replaceAll(/<(\/?)h[1-6]>/g, '<$1h3>')
    .replaceAll('<a href=', '<a rel="noreferrer" href=');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const asHtml = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** Only between tags: within one a mark would break it. */
function withMentions(html: string, names: readonly string[]): string {
  const pattern = mentionPattern(names.map(asHtml));
  if (!pattern) return html;
  const mark = (part: string) => part.replaceAll(pattern, '<span class="mention">$&</span>');
  return html
    .split(/(<[^>]*>)/)
    .map((part, index) => (index % 2 === 0 ? mark(part) : part))
    .join('');
}
