/** HTML as `safeMarkdownHtml` makes it, as text for mail programs that show no markup. */
export function plainText(html: string): string {
  const writer = { lists: [] as (number | null)[], links: [] as string[], out: '' };
  const joined = html.replace(aroundBlocks, '$1').replace(beforeBlocks, '$1');
  for (const piece of joined.split(/(<[^>]*>)/)) {
    if (piece.startsWith('<')) writer.out += tagText(piece, writer);
    else writer.out += unescape(piece);
  }
  return `${writer.out
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/* Line ends beside tags of blocks are the markup's own. */
const block = '<\\/?(?:ul|ol|li|table|thead|tbody|tr|th|td|p|h[1-6]|blockquote|pre|hr)\\b[^>]*>';
const aroundBlocks = new RegExp(`(${block})\\n+`, 'g');
const beforeBlocks = new RegExp(`\\n+(${block})`, 'g');

interface Writer {
  /** Lists one is in: the next number, null for bullets. */
  lists: (number | null)[];
  /** Addresses of links one is in. */
  links: string[];
  out: string;
}

function tagText(tag: string, { lists, links, out }: Writer): string {
  const [, closing, name = ''] = /^<(\/?)([a-z0-9]+)/i.exec(tag) ?? [];
  if (name === 'a') return linkText(tag, closing === '/', links, out);
  if (name === 'ol' || name === 'ul') {
    if (closing) lists.pop();
    else lists.push(name === 'ol' ? 1 : null);
    return closing && lists.length === 0 ? '\n\n' : lists.length === 1 && !closing ? '\n' : '';
  }
  if (name === 'li') return closing ? '' : `\n${bullet(lists)}`;
  if (/^(?:p|h[1-6]|blockquote|table|pre)$/.test(name)) return lists.length > 0 ? '' : '\n\n';
  if (name === 'tr') return closing ? '' : '\n';
  if ((name === 'td' || name === 'th') && closing) return '  ';
  if (name === 'hr') return '\n\n---\n\n';
  return '';
}

function bullet(lists: (number | null)[]): string {
  const indent = '  '.repeat(Math.max(lists.length - 1, 0));
  const number = lists.at(-1) ?? null;
  if (number === null) return `${indent}- `;
  lists[lists.length - 1] = number + 1;
  return `${indent}${number}. `;
}

/** The address follows the words of a link, unless they are the address. */
function linkText(tag: string, closes: boolean, links: string[], out: string): string {
  if (!closes) {
    links.push(unescape(/href="([^"]*)"/.exec(tag)?.[1] ?? ''));
    return '';
  }
  const href = links.pop() ?? '';
  return href === '' || out.endsWith(href.replace(/^mailto:/, '')) ? '' : ` (${href})`;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const unescape = (text: string): string => text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name]!);
