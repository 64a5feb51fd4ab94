import { expect, type Locator, type Page } from '@playwright/test';

/** Whether what has the focus is `target`; and what has it without showing so, by an outline of its own or of its label. */
const stop = (target: Locator) =>
  target.evaluate(
    (element) => {
      const focused = document.activeElement;
      const outlined = (one: Element | null | undefined) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
      };
      // A button inside a date field, which the browser makes and outlines itself.
      const isPart = focused instanceof HTMLInputElement && !focused.matches(':focus');
      const shows = isPart || outlined(focused) || outlined(focused?.closest('label'));
      const unseen = focused === document.body ? 'nothing has the focus' : focused?.outerHTML.slice(0, 120);
      return { there: focused === element, unseen: shows ? null : unseen };
    },
    null,
    { timeout: 5000 },
  );

/** Goes on by Tab until `target` has the focus, within `most` stops; each on the way must show that it has it. */
export async function tabTo(page: Page, target: Locator, { most = 80, back = false } = {}) {
  const hidden: unknown[] = [];
  for (let stops = 0; stops < most; stops += 1) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    const { there, unseen } = await stop(target);
    if (unseen) hidden.push(unseen);
    if (there) {
      expect(hidden).toEqual([]);
      return;
    }
  }
  throw new Error(`Tab does not lead to ${target.toString()}`);
}

/** Passes by what stands on every page, as one does who comes by keys. */
export async function skipToContent(page: Page) {
  // Before its script is there the link leads by the address, which takes the focus once more when all has come.
  await expect(page.locator('header a[data-palette]')).toHaveAttribute('aria-haspopup', 'dialog');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
}

/** Goes to a control by Tab and presses Enter there. */
export async function enterOn(page: Page, target: Locator, options = {}) {
  await tabTo(page, target, options);
  await page.keyboard.press('Enter');
}

/** Goes to a field by Tab and types over what it holds. */
export async function typeInto(page: Page, target: Locator, text: string, options = {}) {
  await tabTo(page, target, options);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}
