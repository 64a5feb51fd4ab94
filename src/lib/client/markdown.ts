import { micromark, type Options } from 'micromark';
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough, gfmStrikethroughHtml } from 'micromark-extension-gfm-strikethrough';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';

/** CommonMark with links, tables and strikethrough as GitHub has them; no images: whoever shows them would be seen. */
const options: Options = {
  extensions: [
    gfmAutolinkLiteral(),
    gfmStrikethrough({ singleTilde: false }),
    gfmTable(),
    { disable: { null: ['labelStartImage'] } },
  ],
  htmlExtensions: [gfmAutolinkLiteralHtml(), gfmStrikethroughHtml(), gfmTableHtml()],
};

/**
 * Markdown as HTML that holds nothing but text, its marks and links: micromark escapes HTML and drops addresses that
 * are neither web nor mail. Headings stand below the page's own.
 */
export const markdownHtml = (text: string): string =>
  micromark(text, options)
    .replaceAll(/<(\/?)h[1-6]>/g, '<$1h3>')
    .replaceAll('<a href=', '<a rel="noreferrer" href=');
