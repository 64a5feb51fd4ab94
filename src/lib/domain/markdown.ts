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
 * are neither web nor mail.
 */
export const safeMarkdownHtml = (text: string): string => micromark(text, options);

/** A text that Markdown shows as it is: every mark is escaped, and it stays in its line. */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
