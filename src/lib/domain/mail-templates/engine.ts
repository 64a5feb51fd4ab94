import { Liquid } from 'liquidjs';
import { escapeMarkdown } from '../markdown.ts';

/** The most a template may be and do: far more than a mail needs, and soon over. */
export const mostOfBody = 20_000;
export const mostOfSubject = 200;
const limits = { parseLimit: mostOfBody + mostOfSubject, renderLimit: 200, memoryLimit: 500_000 };
/** Loops can write more than they are long. */
export const mostOfMail = 40_000;
/** Reading Markdown takes the square of its marks: these are some tenths of a second at worst. */
export const mostMarks = 4000;

/** What templates can do. Nothing that reads files, writes markup of its own, or makes texts pass unescaped. */
const tags = new Set(['assign', 'if', 'unless', 'case', 'for', 'break', 'continue', 'comment', 'raw', '#']);
const refusedFilters = ['raw'];

function createEngine(escape: (text: string) => string): Liquid {
  const engine = new Liquid({
    ...limits,
    templates: {},
    ownPropertyOnly: true,
    strictFilters: true,
    timezoneOffset: 0,
    outputEscape: (value: unknown) => escape(wordsOf(value)),
  });
  for (const name of Object.keys(engine.tags)) if (!tags.has(name)) Reflect.deleteProperty(engine.tags, name);
  for (const name of refusedFilters) Reflect.deleteProperty(engine.filters, name);
  return engine;
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(', ');
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Of bodies: what is filled in stays text, whatever marks it has. */
export const bodyEngine = createEngine(escapeMarkdown);
/** Of subjects: a line of plain text. */
export const subjectEngine = createEngine((text) => text);
