import { findDeadline } from '../due-date.ts';
import { cleanLine, shorten } from '../text.ts';
import { CONTACT_VERBS, DETERMINERS, NOT_A_CUSTOMER, OPENING_VERBS, PREPOSITIONS } from './goal-words.ts';

/** What the local planner understands of a goal; every text can stand in the middle of an English sentence. */
export interface Goal {
  /** What the goal is about, as the goal names it: "Acme renewal". */
  object: string;
  /** The same with the article a sentence needs: "the Acme renewal". */
  theObject: string;
  /** The customer or other company named, if any. */
  customer: string | null;
  /** What to talk about, when the goal is to talk to someone about something. */
  topic: string | null;
  /** The day named, as it is named: "15 December". */
  deadline: string | null;
  /** The deadline as a phrase: "before 15 December", "by Friday", "within two weeks". */
  by: string | null;
}

const OBJECT_LENGTH = 80;

const opening =
  /^(?:please|to-?do:?|goal:?|task:?|asap:?|urgent:?|let[’']?s|let us|we|i|you|should|need|needs|must|have|want|would like|try|to|help|me|us|and|then)\s+/i;
const clauseEnd = /\s*(?:[;:!?(]|\.\s|\s[-–—]\s|,?\s+(?:so that|because|since|while|and then|in order to|which|who|as they|as he|as she)\b).*$/is;
const verbs = new RegExp(`^(${OPENING_VERBS.map((verb) => verb.replace(' ', '\\s+')).join('|')})(?=\\s)`, 'i');

/** Reads a goal's title; the company, when known from the task's customer, counts as the customer. */
export function readGoal(title: string, company?: string | null): Goal {
  const whole = cleanLine(title).replace(/^["“'«]+|["”'»]+$/g, '');
  const deadline = findDeadline(whole);
  const sentence = deadline
    ? cleanLine(`${whole.slice(0, deadline.index)} ${whole.slice(deadline.index + deadline.length)}`)
    : whole;
  const { verb, rest } = splitVerb(sentence);
  const { party, topic } = splitTopic(verb, trimObject(rest));
  const { article, noun } = splitArticle(party);
  const object = shortenObject(noun) || shorten(whole, OBJECT_LENGTH) || 'this goal';
  return {
    object,
    theObject: withArticle(article, object),
    customer: cleanLine(company ?? '') || namedCustomer(object, verb !== '' || article !== ''),
    topic: topic === null ? null : shortenObject(topic),
    deadline: deadline?.text.replace(/^the /i, 'the ') ?? null,
    by: deadline ? deadlinePhrase(deadline.cue, deadline.text) : null,
  };
}

function splitVerb(sentence: string): { verb: string; rest: string } {
  let rest = sentence.replace(/[.!?\s]+$/, '');
  while (opening.test(rest)) rest = rest.replace(opening, '');
  let verb = '';
  for (let match = verbs.exec(rest); match; match = verbs.exec(rest)) {
    const after = rest.slice(match[0].length).trim();
    const next = firstWord(after);
    const joined = /^(?:and|&|or|,)$/.test(next) && verbs.test(after.replace(/^\S+\s+/, ''));
    // "Demo for Globex" and "Call with Initech" open with nouns that only look like verbs.
    if (!joined && (after === '' || PREPOSITIONS.has(next))) break;
    verb ||= match[1]!.toLowerCase().replace(/\s+/g, ' ');
    rest = joined ? after.replace(/^\S+\s+/, '') : after;
    if (!joined) break;
  }
  return { verb, rest };
}

function trimObject(text: string): string {
  return text
    .replace(clauseEnd, '')
    .replace(/[\s.,;:!?–—-]+$/, '')
    .replace(/\s+(?:at the latest|asap|urgently|immediately|again|soon|now|properly|by|before|on|in|for|and|with|the)$/i, '');
}

function splitTopic(verb: string, rest: string): { party: string; topic: string | null } {
  const match = CONTACT_VERBS.has(verb) ? /^(.+?)\s+(?:about|regarding|concerning|on|re)\s+(.+)$/i.exec(rest) : null;
  return match ? { party: match[1]!, topic: match[2]! } : { party: rest, topic: null };
}

function splitArticle(text: string): { article: string; noun: string } {
  const match = /^(the|an?|our|my|this|these|those|that|your)\s+(.+)$/i.exec(text);
  return match ? { article: match[1]!.toLowerCase(), noun: match[2]! } : { article: '', noun: text };
}

/** A long object ends before the last preposition that leaves it short enough, else at a word. */
function shortenObject(text: string): string {
  if (text.length <= OBJECT_LENGTH) return text;
  const words = text.split(' ');
  for (let count = words.length - 1; count > 1; count--) {
    const kept = words.slice(0, count).join(' ');
    if (kept.length <= OBJECT_LENGTH && PREPOSITIONS.has(words[count]!.toLowerCase())) return kept.replace(/,$/, '');
  }
  return shorten(text, OBJECT_LENGTH);
}

function withArticle(article: string, object: string): string {
  if (/^(?:our|my|your)$/.test(article)) return `our ${object}`;
  if (article !== '') return `the ${object}`;
  const words = object.split(' ');
  const first = words[0]!;
  if (DETERMINERS.has(first.toLowerCase()) || /['’]s?$/.test(first) || /^\d/.test(first)) return object;
  const common = words.find((word) => !/^[\p{Lu}\p{N}&]/u.test(word))?.toLowerCase();
  // Names stand alone ("Globex", "Sam from Initech"); a common noun takes its article ("the Acme renewal").
  return common === undefined || PREPOSITIONS.has(common) ? object : `the ${object}`;
}

const name = String.raw`\p{Lu}[\p{L}\p{N}.&'’-]*(?:\s+(?:&\s+)?\p{Lu}[\p{L}\p{N}.&'’-]*)*`;

function namedCustomer(object: string, openingTrusted: boolean): string | null {
  const places = [
    new RegExp(`\\b(?:with|for|from|at|to|of|by)\\s+(${name})`, 'gu'),
    new RegExp(`(?<=\\s)(${name})['’]s\\b`, 'gu'),
    ...(openingTrusted ? [new RegExp(`^(${name})`, 'gu')] : []),
  ];
  for (const place of places) {
    for (const match of object.matchAll(place)) {
      const words = match[1]!.replace(/['’]s?$/, '').split(' ');
      const kept = words.filter((word) => !NOT_A_CUSTOMER.has(word.replace(/['’]s?$/, '').toLowerCase()));
      if (kept.length === words.length && !/^\p{Lu}?\d/u.test(words[0]!)) return words.join(' ').replace(/['’]s$/, '');
    }
  }
  return null;
}

/** The word that fits before the day: a span of time is kept within, a day of an event is worked towards. */
function deadlinePhrase(cue: string, text: string): string {
  const day = text.charAt(0) === 'T' ? text.charAt(0).toLowerCase() + text.slice(1) : text;
  if (/^(?:this|next)\s+(?:week|month|quarter|year)$|^(?:today|tonight|tomorrow)$/i.test(day)) return day.toLowerCase();
  if (/^(?:\d+|[a-z]+)\s+(?:(?:working|business)\s+)?(?:days?|weeks?|fortnights?|months?)$/i.test(day)) return `within ${day}`;
  if (/^(?:before|by|until|till|ahead of|prior to|no later than|not later than)$/.test(cue)) return `${cue === 'till' ? 'until' : cue} ${day}`;
  return `by ${/^(?:end|start|beginning|middle) of/i.test(day) ? `the ${day}` : day}`;
}

