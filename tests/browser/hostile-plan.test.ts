import { afterEach, expect, test } from 'vitest';
import { TaskPage } from '../../src/components/islands/task/task-page.ts';
import { injections } from '../fixtures/injections.ts';
import { answering, json } from './support/answers.ts';
import { clearPage, mountClientOnly, mountHydrated } from './support/mount.ts';
import { dana, now, plannedTask, runningGeneration, step } from './support/tasks.ts';

afterEach(clearPage);

/** A task in which every text that a model or an outsider may write is hostile. */
function hostile(text: string) {
  const plan = plannedTask().aiGenerated!;
  return plannedTask({
    title: text.slice(0, 200),
    description: text,
    aiGenerated: {
      ...plan,
      subtasks: [1, 2, 3].map((number) => step(number, { title: text.slice(0, 200), description: text })),
      timeline: {
        ...plan.timeline!,
        milestones: [{ name: text.slice(0, 120), description: text, date: now, completed: false }],
      },
      metadata: { ...plan.metadata, assumptions: [text], repairs: [text], routing: text, generatedBy: text },
    },
  });
}

const props = (text: string) => ({
  served: hostile(text),
  generation: runningGeneration({
    subtasks: [{ ...runningGeneration().subtasks[0]!, title: text.slice(0, 200), description: text }],
    progress: { ...runningGeneration().progress, message: text },
  }),
  members: [dana],
  customers: [],
  zone: 'UTC',
  now,
});

const elsewhere = (address: string | null): boolean =>
  address !== null && new URL(address, location.href).origin !== location.origin;

/** Everything in an element that could load something, lead somewhere or run. */
function dangers(element: HTMLElement): string[] {
  const loading = [
    ...element.querySelectorAll('[src], [srcset], [href], [action], [formaction], [poster], [style]'),
  ].filter((each) =>
    ['src', 'href', 'action', 'formaction', 'poster'].some((name) => elsewhere(each.getAttribute(name))),
  );
  const running = [...element.querySelectorAll('script, iframe, object, embed, base, meta, link, img[src="x"]')];
  const handlers = [...element.querySelectorAll('*')].filter((each) =>
    [...each.attributes].some(({ name }) => name.startsWith('on')),
  );
  return [...loading, ...running, ...handlers].map((each) => each.outerHTML.slice(0, 200));
}

test.each(Object.entries(injections))('%s is shown as the text it is, by server and browser', async (_, text) => {
  answering(() => json({}));
  const onServer = { module: '/src/components/islands/task/task-page.ts', name: 'TaskPage', props: props(text) };
  const served: string[][] = [];
  const element = await mountHydrated(TaskPage, onServer, (island) => void served.push(dangers(island)));
  expect([...served, dangers(element)]).toEqual([[], []]);
  const own = await mountClientOnly(TaskPage, props(text));
  expect(dangers(own)).toEqual([]);
  expect(own.textContent).toContain(text.slice(0, 12));
});
