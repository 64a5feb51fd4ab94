import type { Page } from 'playwright';
import type { Api } from '../lib/api.ts';
import { percentile, summary, type Row } from './measure.ts';

const changes = 60;

/** From the moment a change is made (its `updatedAt`) to the frame in which another member's open page shows it. */
export async function benchLive(api: Api, page: Page, taskId: string): Promise<Row> {
  const durations = [];
  for (let i = 0; i < changes; i++) {
    const title = `Changed ${i} times`;
    const shown = page.evaluate(whenShown, title);
    const { task } = await api.call<{ task: { updatedAt: string } }>('PATCH', `/api/tasks/${taskId}`, { title });
    durations.push((await shown) - Date.parse(task.updatedAt));
  }
  if (percentile(durations, 1) > 30_000) throw new Error('A change was not shown within 30 s.');
  return { what: 'commit to another screen', measured: summary(durations), aim: 'p95 < 100 ms' };
}

/** For `page.evaluate`: resolves to the time (ms since 1970) of the frame that shows `text`, or to infinity after 31 s. */
export function whenShown(text: string): Promise<number> {
  return new Promise((done) => {
    const look = () => {
      if (!document.body.innerText.includes(text)) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        done(performance.timeOrigin + performance.now());
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    setTimeout(() => {
      done(Infinity);
    }, 31_000);
    look();
  });
}
