import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { JobTray } from '../../src/components/shell/job-tray.ts';
import { ToastRegion } from '../../src/components/shell/toast-region.ts';
import { followJob } from '../../src/lib/client/jobs.ts';
import { connect } from '../../src/lib/client/socket.ts';
import type { Job } from '../../src/lib/contracts/job.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem, type Sent } from './support/answers.ts';
import { aJob, outcome } from './support/jobs.ts';
import { clearPage, mountClientOnly } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { idOf } from './support/tasks.ts';

afterEach(() => {
  vi.useRealTimers();
  clearPage();
});

const active = '/api/jobs?status=queued,running&limit=10';
/** A tray on a page that finds these jobs under way; `answer` answers all else. */
async function tray(jobs: Job[], answer: (request: Sent) => Response = () => problem(404, 'not_found', 'Gone')) {
  const sent = answering((request) =>
    request.path === active ? json({ items: jobs, total: jobs.length, nextCursor: null }) : answer(request),
  );
  const element = await mountClientOnly(JobTray);
  await vi.waitFor(() => expect(element.querySelectorAll('.job-card')).toHaveLength(jobs.length));
  return { element, sent };
}
const bar = () => document.querySelector<HTMLProgressElement>('.job-card progress')!;

test('what was under way before the page was opened is shown, follows its news and says what came of it', async () => {
  const { element } = await tray([aJob({ progress: { done: 1200, total: 12_431 } })]);
  void connect();
  await expect.element(page.getByText('1,200 of 12,431')).toBeVisible();
  expect(bar().value).toBe(1200);
  await expectAccessible(element);
  await sidecarTells('job_update', { job: aJob({ progress: { done: 2400, total: 12_431 } }) });
  await expect.element(page.getByText('2,400 of 12,431')).toBeVisible();
  const ended = { status: 'complete', progress: { done: 12_431, total: 12_431 } } as const;
  const result = outcome(12_429, ['It is in the bin.', 'It is in the bin.']);
  await sidecarTells('job_update', { job: aJob({ ...ended, result }) });
  await expect.element(page.getByText('Changed 12,429; 2 left as they are.').first()).toBeVisible();
  await userEvent.click(page.getByText('Why'));
  await expect.element(page.getByText('2 × It is in the bin.')).toBeVisible();
  expect(element.querySelector('[role=status]')?.textContent).toContain('Changed 12,429');
  await expectAccessible(element);
  await userEvent.click(page.getByRole('button', { name: 'Dismiss' }));
  await sidecarTells('job_update', { job: aJob({ ...ended, result }) });
  expect(element.querySelector('.job-card')).toBeNull();
});

test('a job started here is shown, asked for when it falls silent, and cancelled', async () => {
  const { sent } = await tray([], ({ method }) =>
    method === 'DELETE'
      ? json(null, 204)
      : json({ job: aJob({ status: 'cancelled', progress: { done: 50, total: 300 }, result: outcome(50) }) }),
  );
  followJob(aJob({ status: 'queued' }));
  await expect.element(page.getByText('Waiting to start')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Cancel' }));
  await vi.waitFor(() => expect(document.body.textContent).toContain('Changing customers: cancelled'), 15_000);
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET ${active}`,
    `DELETE /api/jobs/${idOf(9001)}`,
    `GET /api/jobs/${idOf(9001)}`,
  ]);
  expect(document.body.textContent).toContain('Changed 50.');
});

test('Undo puts the batch back, and says so; what stays is told with its reason', async () => {
  await mountClientOnly(ToastRegion);
  let result = outcome(3);
  let total = 3;
  const { sent } = await tray([], () =>
    json({
      job: aJob({ id: idOf(9002), kind: 'revert_batch', status: 'complete', progress: { done: total, total }, result }),
    }),
  );
  const done = aJob({ status: 'complete', result: outcome(3) });
  followJob(done);
  await userEvent.click(page.getByRole('button', { name: 'Undo' }));
  await expect.element(page.getByText('Undone.')).toBeVisible();
  expect(sent.at(-1)).toMatchObject({ method: 'POST', path: `/api/batches/${done.id}/revert` });
  expect(sent.at(-1)?.headers.get('Prefer')).toBe('wait=5');

  result = outcome(2, ['status: changed again since, so it stays.']);
  followJob({ ...done, id: idOf(9003) });
  await userEvent.click(page.getByRole('button', { name: 'Undo' }));
  await expect.element(page.getByText(/2 put back, 1 left as they are\. status: changed again/)).toBeVisible();

  [total, result] = [300, outcome(300)];
  followJob({ ...done, id: idOf(9004) });
  await userEvent.click(page.getByRole('button', { name: 'Undo' }));
  await expect.element(page.getByText('Put back all 300.').first()).toBeVisible();
});
