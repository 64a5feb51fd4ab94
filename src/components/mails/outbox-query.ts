import { z } from 'zod';
import { id } from '../../lib/contracts/common.ts';
import { listMailsQuery, type ListMailsQuery, type Mail } from '../../lib/contracts/mail.ts';

/** What the outbox shows of mails: all, or only those that need someone. */
export const outboxViews = [
  { name: 'all', words: 'All' },
  { name: 'unsent', words: 'Not sent', status: 'failed,kept' },
  { name: 'waiting', words: 'On their way', status: 'queued,sending' },
] as const;

export const statusWords: Record<Mail['status'], { words: string; tone: string }> = {
  queued: { words: 'On its way', tone: 'info' },
  sending: { words: 'Being sent', tone: 'info' },
  kept: { words: 'Kept here', tone: 'warn' },
  sent: { words: 'Sent', tone: 'ok' },
  failed: { words: 'Not sent', tone: 'danger' },
};

/** The list that an address of the outbox asks for; what is no such address shows all. */
export function outboxQuery(params: URLSearchParams): { view: (typeof outboxViews)[number]; query: ListMailsQuery } {
  const view = outboxViews.find(({ name }) => name === params.get('show')) ?? outboxViews[0];
  const cursor = params.get('cursor');
  const asked = { limit: 50, ...('status' in view && { status: view.status }) };
  const parsed = listMailsQuery.safeParse({ ...asked, ...(cursor && { cursor }) });
  return { view, query: parsed.success ? parsed.data : listMailsQuery.parse(asked) };
}

/** The address of the outbox with this view, from this place of the list. */
export function outboxAddress(view: string, cursor?: string): string {
  const params = new URLSearchParams({ ...(view !== 'all' && { show: view }), ...(cursor && { cursor }) });
  return `/app/settings/outbox${params.size > 0 ? `?${params.toString()}` : ''}`;
}

export const sendAgainForm = z.object({ id });
