import type { DraftMailRequest, MailDraft } from '../../../lib/contracts/insights.ts';
import { factSentences } from '../../../lib/domain/insights/compute-insights.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { CustomerFacts } from '../../../lib/domain/insights/facts.ts';
import { draftLocally, purposeSentences, readDraft } from '../../../lib/domain/insights/mail-draft.ts';
import { dayWords } from '../../../lib/domain/insights/words.ts';
import type { Context } from '../../ports/index.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { newestNotes } from '../customers/newest-notes.ts';
import { requirePermission } from '../shared/authorise.ts';
import { customerFacts } from './customer-facts.ts';
import { findWords, localRules } from './find-words.ts';
import { customerWords } from './get-insights.ts';

/**
 * Drafts a mail to a customer: by a model where one may be asked, else from our own templates. Nothing is sent, and
 * names of persons go to no model: it writes placeholders.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed` for a deal of someone else, `rate_limited`, or the
 * signal's reason
 */
export async function draftMail(
  context: Context,
  { customerId, signal, ...wish }: DraftMailRequest & { customerId: string; signal: AbortSignal },
): Promise<MailDraft> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.read', 'read customers');
  const { purpose, instructions } = wish;
  const customer = await findCustomer(ports, customerId);
  const facts = aboutDeal(await customerFacts(context, customer), wish.dealId);
  const between = { name: customer.contactInfo.name.first, sender: actor.name };
  const sentences = [
    ...(facts.lastContactAt
      ? [`The last contact was on ${dayWords(facts.lastContactAt)}.`]
      : ['There was no contact yet.']),
    ...factSentences(facts),
  ];
  const { email, website } = customer.contactInfo;
  const known = [...sentences, instructions, facts.name, email, website].join('\n');
  const { words, making } = await findWords(context, {
    wish: wish.model,
    ask: ({ mayHaveNotes, ...asked }) => {
      const about = {
        purpose: purposeSentences[purpose],
        instructions: instructions === '' ? null : instructions,
        facts: sentences,
      };
      const notes = mayHaveNotes ? newestNotes(customer) : [];
      return ports.ai.draftMail({ ...asked, ...about, customer: customerWords(customer), notes }, { signal });
    },
    read: (answer) => readDraft(answer, known, between),
    locally: () => draftLocally(purpose, facts, between),
  });
  const unread = making.generatedBy === localRules && instructions !== '' ? [unfollowed] : [];
  return { to: email, ...words, warnings: [...words.warnings, ...unread], ...making };
}

const unfollowed = 'Your wishes need a model to be followed: put them in yourself.';

/** The facts with no deal but the one the mail is about, if one is named. */
function aboutDeal(facts: CustomerFacts, dealId: string | null): CustomerFacts {
  if (dealId === null) return facts;
  const deals = facts.deals.filter(({ id }) => id === dealId);
  if (deals.length === 0) throw invalid('dealId', 'is no open deal of this customer');
  return { ...facts, deals };
}
