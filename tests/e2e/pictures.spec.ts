import { expect, test } from '@playwright/test';

// What a visitor's browser takes of the four pictures that stand in the page: theirs, and nothing else.
for (const { width, colorScheme, wanted } of [
  { width: 1280, colorScheme: 'light', wanted: /board-light\..*\.avif$/ },
  { width: 360, colorScheme: 'dark', wanted: /board-phone-dark\..*\.avif$/ },
] as const) {
  test(`the pictures of the site at ${width} px, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    const taken: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'image') taken.push(new URL(request.url()).pathname);
    });
    await page.goto('/features/pipelines');
    const picture = page.getByRole('img', { name: /board of a sales pipeline/ });
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => taken.filter((path) => path.includes('board'))).toEqual([expect.stringMatching(wanted)]);
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
      .toBeTruthy();
    const { width: across, height: down } = (await picture.boundingBox())!;
    expect(across / down).toBeCloseTo(width < 640 ? 360 / 640 : 1200 / 780, 1);
    await context.close();
  });
}
