import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkitten';
import sharp from 'sharp';

const size = { width: 1200, height: 630 };
const margin = 88;
const ink = '#101418';
const muted = '#5d6771';
const track = '#d62f1f';

let loaded: Promise<Font> | undefined;
/** Letters are drawn as outlines of the product’s own font, so that the picture is the same on every machine. */
const font = () =>
  (loaded ??= readFile(
    createRequire(import.meta.url).resolve('@fontsource/instrument-sans/files/instrument-sans-latin-600-normal.woff'),
  ).then((bytes) => create(bytes) as Font));

interface Line {
  /** SVG paths of the letters. */
  outlines: string;
  width: number;
}

/** One line of text at the origin, its baseline at y = 0. */
function draw(face: Font, text: string, { fontSize, tracking }: { fontSize: number; tracking: number }): Line {
  const scale = fontSize / face.unitsPerEm;
  let x = 0;
  const outlines = face.glyphsForString(text).map((glyph) => {
    const path = `<path transform="translate(${x.toFixed(2)} 0) scale(${scale} ${-scale})" d="${glyph.path.toSVG()}"/>`;
    x += glyph.advanceWidth * scale + tracking * fontSize;
    return path;
  });
  return { outlines: outlines.join(''), width: x };
}

/** Words in as few lines as fit the width. */
function wrap(face: Font, text: string, style: { fontSize: number; tracking: number }): Line[] {
  const widest = size.width - 2 * margin;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && draw(face, longer, style).width <= widest) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => draw(face, line, style));
}

const at = (x: number, y: number, fill: string, { outlines }: Line) =>
  `<g transform="translate(${x} ${y})" fill="${fill}">${outlines}</g>`;

/** The picture link previews show of a page: 1200 × 630, as PNG. */
export async function previewPicture(headline: string): Promise<Buffer> {
  const face = await font();
  const big = { fontSize: 80, tracking: -0.032 };
  const lines = wrap(face, headline, big);
  const name = draw(face, 'Throughline', { fontSize: 34, tracking: -0.015 });
  const foot = draw(face, 'The CRM that plans the work', { fontSize: 28, tracking: -0.01 });
  const top = 250 - (lines.length - 2) * 30;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">
    <rect width="100%" height="100%" fill="#fff"/>
    <g fill="none" stroke="${track}" stroke-width="7" stroke-linejoin="round">
      <path d="M-10 520 H300 L380 456 H640 L720 520 H1210"/>
      <circle cx="180" cy="520" r="15" fill="${track}"/><circle cx="510" cy="456" r="15" fill="${track}"/>
      <circle cx="860" cy="520" r="15" fill="#fff"/><circle cx="1080" cy="520" r="15" fill="#fff"/>
    </g>
    <g transform="translate(${margin} 82) scale(2.1)">
      <path d="M4 10 L11 4 L15 9 L22 4" fill="none" stroke="${track}" stroke-width="2.2" stroke-linejoin="round"/>
      <circle cx="4" cy="10" r="3" fill="${track}"/><circle cx="22" cy="4" r="3" fill="#fff" stroke="${track}" stroke-width="2"/>
    </g>
    ${at(margin + 68, 108, ink, name)}
    ${lines.map((line, index) => at(margin - 4, top + index * 86, ink, line)).join('')}
    ${at(margin, 590, muted, foot)}
  </svg>`;
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 64, effort: 8 }).toBuffer();
}
