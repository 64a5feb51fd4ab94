import { modelMail, type MailPurpose } from '../../contracts/insights.ts';
import type { CustomerFacts } from './facts.ts';
import { newNumbers, oneLine, withoutStrangeAddresses } from './trusted-words.ts';
import { clipped, dayWords } from './words.ts';

export interface DraftText {
  subject: string;
  body: string;
  /** What to check before it is sent, and what was taken out. */
  warnings: string[];
}

/** Who writes to whom. */
export interface Correspondents {
  /** The first name of whom it goes to, if it is known. */
  name: string | null;
  sender: string;
}

export const longestMail = { subject: 150, body: 4000 } as const;
/** More of an answer is not looked at. */
const longestAnswer = 6000;

/** What each kind of mail is to bring about: what a model is told. */
export const purposeSentences: Record<MailPurpose, string> = {
  introduction: 'Introduce ourselves and offer a first talk.',
  check_in: 'Get in touch again after some time without contact, and ask how things stand.',
  follow_up: 'Follow up on what was said or offered last, and ask for the next step.',
  meeting: 'Ask for a short meeting to move things on.',
  thanks: 'Thank them, and say what happens next.',
};

interface Letter {
  subject: string;
  lines: readonly string[];
}

/** The mail as our own templates write it. */
export function draftLocally(
  purpose: MailPurpose,
  facts: Pick<CustomerFacts, 'deals' | 'lastContactAt' | 'name'>,
  { name, sender }: Correspondents,
): DraftText {
  const [deal] = facts.deals;
  const about = deal ? oneLine(deal.title) : null;
  const last = facts.lastContactAt ? ` on ${dayWords(facts.lastContactAt)}` : '';
  const { subject, lines } = templates[purpose]({ about, last, company: oneLine(facts.name) });
  const body = [`Hello${name ? ` ${oneLine(name)}` : ''},`, ...lines, `Kind regards\n${sender}`].join('\n\n');
  return { subject: clipped(subject, longestMail.subject), body, warnings: [] };
}

type Template = (about: { about: string | null; last: string; company: string }) => Letter;

const templates: Record<MailPurpose, Template> = {
  introduction: ({ about, company }) => ({
    subject: about ? `${about}: shall we talk?` : `Shall we talk, ${company}?`,
    lines: [
      `thank you for your interest${about ? ` in ${about}` : ''}. I look after your questions from now on.`,
      'Would you have 20 minutes in the next days for a first talk? Tell me a time that suits you, and I will call.',
    ],
  }),
  check_in: ({ about, last }) => ({
    subject: about ? `How do things stand with ${about}?` : 'How do things stand?',
    lines: [
      `we last spoke${last || ' some time ago'}, and I would like to know how things stand${about ? ` with ${about}` : ''}.`,
      'Is there anything you need from us to go on? A short answer is enough, and I will see to it.',
    ],
  }),
  follow_up: ({ about, last }) => ({
    subject: about ? `${about}: the next step` : 'Our next step',
    lines: [
      `I am following up on ${about ?? 'what we talked about'}${last ? `; we last spoke${last}` : ''}.`,
      'Do you have what you need to decide, or are there questions left? I suggest that we agree on the next step this week.',
    ],
  }),
  meeting: ({ about }) => ({
    subject: about ? `Half an hour for ${about}?` : 'Half an hour together?',
    lines: [
      `could we take half an hour${about ? ` for ${about}` : ''}? I would like to hear what is still open on your side, and to agree with you on how to go on.`,
      'Tell me two times that suit you, and I will send the invitation.',
    ],
  }),
  thanks: ({ about }) => ({
    subject: about ? `Thank you: ${about}` : 'Thank you',
    lines: [
      `thank you for your time${about ? ` and for what you told me about ${about}` : ''}.`,
      'I will sum up what we agreed on and come back to you with the next step.',
    ],
  }),
};

/**
 * A model's mail as it may be shown for a person to edit: plain text, its placeholders filled in, without addresses that
 * `known` does not have. Figures of its own stay, with a warning. Null when nothing usable is left.
 */
export function readDraft(answer: unknown, known: string, { name, sender }: Correspondents): DraftText | null {
  const parsed = modelMail.safeParse(answer);
  if (!parsed.success) return null;
  let removed = 0;
  const cleaned = (text: string) => {
    const plain = text
      .slice(0, longestAnswer)
      .replace(/<\/?[a-z!][^>]{0,300}>/gi, '')
      .replace(/!?\[([^\]]{0,200})\]\([^)]{0,500}\)/g, '$1');
    const safe = withoutStrangeAddresses(plain, known);
    removed += safe.removed;
    return safe.text;
  };
  const filled = (text: string) =>
    text.replaceAll(/[ \t]*\{name\}/g, name ? ` ${oneLine(name)}` : '').replaceAll('{sender}', sender);
  const subject = clipped(oneLine(filled(cleaned(parsed.data.subject))), longestMail.subject);
  const body = clipped(
    filled(cleaned(parsed.data.body))
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{C}\n]/gu, '')
      .replace(/[ \t]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    longestMail.body,
  );
  if (subject === '' || body === '') return null;
  const strange = newNumbers(`${subject} ${body}`, `${known} ${name ?? ''} ${sender}`).slice(0, 5);
  return {
    subject,
    body,
    warnings: [
      ...(removed > 0 ? ['An address that stands in no record was taken out.'] : []),
      ...(strange.length > 0 ? [`Check the figures ${strange.join(', ')}: no record has them.`] : []),
    ],
  };
}
