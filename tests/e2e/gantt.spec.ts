import { expect, test } from '@playwright/test';
import { expectAccessible, fingerOn, newMember, newTask } from './support.ts';

test('a finger draws an estimate longer by the end of its bar, and scrolls when it moves up or down', async ({
  browser,
  baseURL,
}) => {
  const viewport = { width: 1180, height: 760 };
  const context = await browser.newContext({ hasTouch: true, viewport, ...(baseURL && { baseURL }) });
  await newMember(context, 'Gesa');
  const { id } = await newTask(context.request, 'Win back the Borealis account');
  const page = await context.newPage();
  await page.goto(`/app/tasks/${id}`);
  await expect(page.locator('[data-live="live"]').first()).toBeAttached();
  const grip = page.getByRole('slider').first();
  await grip.scrollIntoViewIfNeeded();
  const finger = await fingerOn(page);
  const middle = async () => {
    const { x, y, width, height } = (await grip.boundingBox())!;
    expect([width, height]).toEqual([44, 44]);
    return { x: x + width / 2, y: y + height / 2 };
  };
  const minutes = async () => Number(await grip.getAttribute('aria-valuenow'));
  const before = await minutes();
  await expect(page.locator('.grip-mark').first()).not.toHaveCSS('fill', 'none');

  const from = await middle();
  await finger.down(from);
  await finger.move(from, { x: from.x + 40, y: from.y + 4 });
  await expect.poll(minutes).toBeGreaterThan(before);
  await finger.up();
  await expect(page.locator('toast-region')).toContainText(/ takes .* now\./);
  await page.reload();
  await expect.poll(minutes).toBeGreaterThan(before);
  const longer = await minutes();
  // Before a finger has the page go on scrolling: what the header covers in part is no target of its full size.
  await page.evaluate(() => scrollTo(0, 0));
  await expectAccessible(page);

  await grip.scrollIntoViewIfNeeded();
  const scrolled = () => page.evaluate(() => scrollY);
  const top = await scrolled();
  const again = await middle();
  await finger.down(again);
  await finger.move(again, { x: again.x + 6, y: again.y - 160 });
  await finger.up();
  await expect.poll(scrolled).toBeGreaterThan(top);
  expect(await minutes()).toBe(longer);
  await context.close();
});
