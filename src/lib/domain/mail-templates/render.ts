import { place, valueAt } from '../conditions/values.ts';
import { safeMarkdownHtml } from '../markdown.ts';
import { faultFrom, variablesIn, type TemplateFault, type TemplateText } from './check.ts';
import { bodyEngine, mostMarks, mostOfMail, mostOfSubject, subjectEngine } from './engine.ts';
import { plainText } from './plain-text.ts';
import type { MailSubject, TemplateVariable } from './variables.ts';

export interface RenderedMail {
  subject: string;
  text: string;
  /** A whole document, safe to be shown. */
  html: string;
  /** What the template wanted to say and there was no value for. */
  missing: string[];
}

export type Rendering = { ok: true; mail: RenderedMail } | { ok: false; fault: TemplateFault };

/** A template filled in. A template that was checked can still do too much for its limits: then the fault says so. */
export function renderTemplate(
  template: TemplateText,
  subject: MailSubject,
  variables: readonly TemplateVariable[],
): Rendering {
  let part: TemplateFault['part'] = 'subject';
  try {
    const values = valuesOf(subject, variables);
    const line = oneLine(String(subjectEngine.parseAndRenderSync(template.subject, values)));
    part = 'body';
    const markdown = String(bodyEngine.parseAndRenderSync(template.body, values));
    const tooMuch = excess(markdown);
    if (tooMuch !== null) return { ok: false, fault: { part, line: 1, column: 1, message: tooMuch } };
    const html = safeMarkdownHtml(markdown);
    const missing = variablesIn(template, variables).filter(({ path }) => valueAt(values, path) === undefined);
    return {
      ok: true,
      mail: {
        subject: line.slice(0, mostOfSubject),
        text: plainText(html),
        html: documentOf(html),
        missing: missing.map(({ expression }) => expression),
      },
    };
  } catch (error) {
    return { ok: false, fault: faultFrom(part, error) };
  }
}

/** Plain text filled in, such as the title of a task. */
export function renderPlain(
  template: string,
  subject: MailSubject,
  variables: readonly TemplateVariable[],
): { ok: true; text: string } | { ok: false; fault: TemplateFault } {
  try {
    return { ok: true, text: String(subjectEngine.parseAndRenderSync(template, valuesOf(subject, variables))) };
  } catch (error) {
    return { ok: false, fault: faultFrom('body', error) };
  }
}

/** What there is too much of in a mail, as a sentence. Marks that are escaped are text. */
function excess(markdown: string): string | null {
  if (markdown.length > mostOfMail)
    return `The mail would have more than ${mostOfMail.toLocaleString('en')} characters.`;
  const marks = markdown.replace(/\\[!-/:-@[-`{-~]/g, '').match(/[*_~`>[\]<&|]/g)?.length ?? 0;
  return marks > mostMarks
    ? `The mail would have more than ${mostMarks.toLocaleString('en')} marks of Markdown.`
    : null;
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ').trim();

const documentOf = (html: string): string =>
  `<!doctype html>\n<html>\n<head><meta charset="utf-8"></head>\n<body>\n${html}\n</body>\n</html>\n`;

type Values = Record<string, unknown>;

/** Exactly the variables there are, with a value each or none: nothing else of the records can be reached. */
function valuesOf(subject: MailSubject, variables: readonly TemplateVariable[]): Values {
  const values = Object.create(null) as Values;
  for (const { path } of variables) {
    const value = shown(valueAt(subject, path));
    if (value !== undefined) place(values, path, value);
  }
  return values;
}

/** A value as mails say it: days without their midnight; what is empty is none. */
function shown(value: unknown): unknown {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  const text = value instanceof Date ? value.toISOString() : value;
  return typeof text === 'string' ? text.replace(/^(\d{4}-\d\d-\d\d)T00:00:00(?:\.000)?Z$/, '$1') : text;
}
