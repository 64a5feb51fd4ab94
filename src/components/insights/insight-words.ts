import { formatAgo } from '../../lib/client/format.ts';
import type { Insights, MailDraft, MailPurpose, RiskLevel } from '../../lib/contracts/insights.ts';
import { formatCost } from '../ai/usage-words.ts';
import { plannerWords } from '../ui/words.ts';

export const purposeChoices: Record<MailPurpose, string> = {
  check_in: 'Get in touch again',
  follow_up: 'Follow up',
  meeting: 'Ask for a meeting',
  introduction: 'Introduce ourselves',
  thanks: 'Say thank you',
};

export const riskWords: Record<RiskLevel, { words: string; tone: string }> = {
  low: { words: 'Low', tone: 'ok' },
  medium: { words: 'Medium', tone: 'warn' },
  high: { words: 'High', tone: 'danger' },
};

/** What happens when a model may be asked, and what not. */
export interface InsightNotice {
  model: string | null;
  why: string | null;
  sendsNotes: boolean;
}

/** What is said before anything is asked for. */
export function noticeWords({ model, why, sendsNotes }: InsightNotice): string {
  if (model === null) return `Worked out here, by rules; nothing is sent anywhere. ${why ?? ''}`.trim();
  const notes = sendsNotes ? ', and the newest notes,' : '';
  return `Risk and stage are worked out here. To word the next step, or a mail, facts on contacts, deals and tasks, the name, industry and status${notes} go to ${plannerWords(model)}.`;
}

/** Who found the words, when, why, and what it cost; `what` is what was done, such as `Drafted`. */
export function makingWords(
  { generatedBy, routing, fallback, cost, generatedAt }: Insights | MailDraft,
  { what, zone, now }: { what: string; zone: string; now: string },
): string {
  const price = cost === null ? '' : `, ${formatCost(cost)}`;
  const why = fallback === null ? routing : `A model was asked in vain: ${fallback}`;
  return `${what} by ${plannerWords(generatedBy)}, ${formatAgo(generatedAt, zone, now)}${price}. ${why}`;
}
