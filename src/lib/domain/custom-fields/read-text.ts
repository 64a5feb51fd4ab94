import type { CustomFieldValue } from '../../contracts/custom-field.ts';
import { asAddress } from '../as-address.ts';
import { faultOfValue, normalValue, type FieldKind } from './values.ts';

/** A value, or what is wrong with the text, as it follows the field's name. */
export type Understood = { value: CustomFieldValue | null } | { fault: string };

/** The value of a field that a text stands for, as people type it and files of other programs have it; null for none. */
export function valueOfText(field: FieldKind, text: string): Understood {
  const typed = text.trim();
  if (typed === '') return { value: null };
  const value = normalValue(readers[field.type](typed, field.options));
  const fault = value === null ? null : faultOfValue(field, value);
  return fault === null ? { value } : { fault };
}

type Reader = (text: string, options: readonly string[]) => CustomFieldValue;

const readers: Record<FieldKind['type'], Reader> = {
  text: (text) => text,
  number: (text) => numberOf(text) ?? text,
  date: (text) => dayOf(text),
  select: (text, options) => optionOf(text, options),
  'multi-select': (text, options) => choicesOf(text, options),
  url: (text) => asAddress(text),
  checkbox: (text) => tickOf(text) ?? text,
};

/** 1234.5, 1,234.5, 1.234,5 and 1 234,5; a comma before three digits alone parts thousands. */
function numberOf(text: string): number | null {
  const bare = text.replace(/[\s'’]/g, '');
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) return Number(bare.replaceAll(',', ''));
  if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(bare)) return Number(bare.replaceAll('.', '').replace(',', '.'));
  if (/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?$/i.test(bare)) return Number(bare.replace(',', '.'));
  return null;
}

/** 2026-12-31, also with a time, and 31.12.2026. Days written with slashes mean different things in different places. */
function dayOf(text: string): string {
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d.*)?$/.exec(text)?.[1];
  if (iso !== undefined) return iso;
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  if (!dotted) return text;
  const [, day = '', month = '', year = ''] = dotted;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const fold = (text: string): string => text.trim().normalize('NFKC').toLowerCase();

const optionOf = (text: string, options: readonly string[]): string =>
  options.find((option) => fold(option) === fold(text)) ?? text;

/** Choices parted by semicolons, else by commas, unless the whole is one choice. */
function choicesOf(text: string, options: readonly string[]): string[] {
  const whole = optionOf(text, options);
  if (options.includes(whole)) return [whole];
  return text.split(text.includes(';') ? ';' : ',').map((part) => optionOf(part.trim(), options));
}

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'on', '✓', 'ja', 'wahr']);
const no = new Set(['no', 'n', 'false', '0', '-', 'off', 'nein', 'falsch']);

function tickOf(text: string): boolean | null {
  const word = fold(text);
  return yes.has(word) ? true : no.has(word) ? false : null;
}
