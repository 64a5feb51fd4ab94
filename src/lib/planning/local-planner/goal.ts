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
  /** Whom to talk to: the customer, or whoever the goal says to contact. */
  party: string | null;
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
const clauseEnd =
  /\s*(?:[;:!?(]|\.\s|\s[-–—]\s|,?\s+(?:so that|because|since|while|and then|in order to|which|who|as they|as he|as she)\b|,\s+(?:they|he|she|it|we|but)\b).*$/is;
const verbs = new RegExp(`^(${OPENING_VERBS.map((verb) => verb.replace(' ', '\\s+')).join('|')})(?=\\s)`, 'i');

/** Reads a goal's title; the company, when known from the task's customer, counts as the customer. */
export function readGoal(title: string, company?: string | null): Goal {
  const whole = cleanLine(title).replace(/^["“'«](.*)["”'»]$/, '$1');
  const deadline = findDeadline(whole);
  const sentence = deadline
    ? cleanLine(`${whole.slice(0, deadline.index)} ${whole.slice(deadline.index + deadline.length)}`)
    : whole;
  const { verb, rest } = splitVerb(sentence);
  const { party, topic } = splitTopic(verb, turnRecipient(trimObject(rest)));
  const { article, noun } = splitArticle(party);
  const object = shortenObject(noun) || shorten(whole, OBJECT_LENGTH) || 'this goal';
  const theObject = withArticle(article, object);
  const customer = cleanLine(company ?? '') || namedCustomer(object, verb !== '' || article !== '');
  return {
    object,
    theObject,
    customer,
    party: customer ?? (CONTACT_VERBS.has(verb) ? theObject : null),
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
    const next = after.split(' ', 1)[0]!.toLowerCase();
    const joined = /^(?:and|&|or|,)$/.test(next) && verbs.test(after.replace(/^\S+\s+/, ''));
    // "Demo for Globex" and "Call with Initech" open with nouns that only look like verbs.
    if (!joined && (after === '' || PREPOSITIONS.has(next))) {
      if (verb === '') rest = rest.charAt(0).toLowerCase() + rest.slice(1);
      break;
    }
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
    .replace(
      /\s+(?:at the latest|asap|urgently|immediately|again|back|soon|now|properly|by|before|on|in|for|from|and|with|the)$/i,
      '',
    );
}

/** "Initech a proposal" (after "send") is a proposal for Initech. */
function turnRecipient(text: string): string {
  const match = /^((?:\p{Lu}[\p{L}\p{N}.&-]*\s+)+)(?:an?|the|our)\s+(.+)$/u.exec(text);
  return match ? `${match[2]!} for ${match[1]!.trim()}` : text;
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
  if (/^(?:why|how|whether|what|which|who|when|where)$/i.test(first)) return `the question “${object}”`;
  if (DETERMINERS.has(first.toLowerCase()) || /^(?:\p{Lu}\S*\s+)*\S+['’]s?\s/u.test(object) || /^\d/.test(first))
    return object;
  const common = words.find((word) => !/^[\p{Lu}\p{N}&]/u.test(word))?.toLowerCase();
  // Names stand alone ("Globex", "Sam from Initech"); a common noun takes its article ("the Acme renewal").
  return common === undefined || PREPOSITIONS.has(common) ? object : `the ${object}`;
}

const name = String.raw`\p{Lu}[\p{L}\p{N}.&'’-]*(?:\s+(?:&\s+)?\p{Lu}[\p{L}\p{N}.&'’-]*)*`;

function namedCustomer(object: string, openingTrusted: boolean): string | null {
  const places = [
    new RegExp(`\\b(?:with|for|from|at|to|of|by)\\s+(${name})`, 'gu'),
    new RegExp(`(?<![\\p{L}\\p{N}])(${name})['’]s\\b`, 'gu'),
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

/** The phrase that fits behind what is to be done: a span of time is kept within, an event is held on its day. */
function deadlinePhrase(cue: string, text: string): string {
  const day = text.replace(/^The\b/, 'the');
  if (/^(?:this|next)\s|^(?:today|tonight|tomorrow)$/i.test(day)) return day.charAt(0).toLowerCase() + day.slice(1);
  if (/^(?:\d+|[a-z]+)\s+(?:(?:working|business)\s+)?(?:days?|weeks?|fortnights?|months?)$/i.test(day)) {
    return `within ${day}`;
  }
  if (cue === 'for' && /\d/.test(day)) return `on ${day}`;
  const noun = /^(?:end|start|beginning|middle|close) of/i.test(day) ? `the ${day}` : day;
  return `${/^(?:before|ahead of|prior to|on|in)$/.test(cue) ? cue : 'by'} ${noun}`;
}
