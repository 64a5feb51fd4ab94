import { expect, test, type Page } from '@playwright/test';
import { enterOn, skipToContent, tabTo, typeInto } from './keys.ts';
import { admin, logIn } from './support.ts';

interface Line {
  id: string;
  stages: { id: string; name: string }[];
}

const said = (page: Page) => page.locator('[data-outcome]');

test('without a mouse: the stages of a pipeline are added, renamed, moved and removed; what happens by itself is made, tried and switched on', async ({
  context,
  page,
}) => {
  test.slow();
  await logIn(context, admin);
  const stages = [{ name: 'Called' }, { name: 'Offered' }, { name: 'Agreed' }];
  const made = await context.request.post('/api/pipelines', {
    data: { name: `Keyed ${Date.now()}`, type: 'sales', stages },
  });
  const { pipeline } = (await made.json()) as { pipeline: Line };
  const { keyboard } = page;
  const names = page.getByRole('list', { name: 'Stages in order' }).getByLabel('Name');
  const shown = () => names.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));

  await test.step('stages', async () => {
    await page.goto(`/app/settings/pipelines/${pipeline.id}`);
    await expect(page.locator('[draggable="true"]').first()).toBeAttached();
    await skipToContent(page);
    await typeInto(page, names.nth(1), 'Sent an offer');
    await enterOn(page, page.getByRole('button', { name: 'Move Agreed up' }));
    await expect.poll(shown).toEqual(['Called', 'Agreed', 'Sent an offer']);
    const up = page.getByRole('button', { name: 'Move Agreed up' });
    await expect(up).toBeFocused();
    await keyboard.press('Enter');
    await expect.poll(shown).toEqual(['Agreed', 'Called', 'Sent an offer']);
    // It is the first now: there is no way further up, and the focus stays beside.
    await expect(page.getByRole('button', { name: 'Move Agreed down' })).toBeFocused();
    await tabTo(page, page.getByRole('button', { name: 'Move Agreed: Space, then arrow keys' }), { back: true });
    for (const key of ['Space', 'ArrowDown', 'Space']) await keyboard.press(key);
    await expect.poll(shown).toEqual(['Called', 'Agreed', 'Sent an offer']);
    await expect(page.getByRole('button', { name: 'Move Agreed: Space, then arrow keys' })).toBeFocused();
    await enterOn(page, page.getByRole('button', { name: 'Delete Agreed' }));
    await expect.poll(shown).toEqual(['Called', 'Sent an offer']);
    await expect(page.getByRole('button', { name: /^Move Sent an offer/ }).and(page.locator(':focus'))).toHaveCount(1);
    await enterOn(page, page.getByRole('button', { name: 'Add stage' }));
    await expect(names.nth(2)).toBeFocused();
    await enterOn(page, page.getByRole('button', { name: 'Save pipeline' }));
    await expect(names.nth(2)).toBeFocused();
    await keyboard.type('Signed');
    const leaving = page.getByLabel(/“Agreed” is deleted when you save/);
    await tabTo(page, leaving);
    await keyboard.type('Called');
    const save = page.getByRole('button', { name: 'Save pipeline' });
    await enterOn(page, save);
    await expect(page.locator('toast-region')).toContainText(/The pipeline is saved|The deals are being moved/);
    await expect(save).toBeFocused();
    await page.reload();
    expect(await shown()).toEqual(['Called', 'Sent an offer', 'Signed']);
  });

  await test.step('an automation', async () => {
    await expect(page.locator('[draggable="true"]').first()).toBeAttached();
    await skipToContent(page);
    await enterOn(page, page.getByRole('link', { name: 'Add an automation to Called' }));
    await expect(page).toHaveURL(/\/stages\/[0-9a-f]+$/);
    await skipToContent(page);
    await enterOn(page, page.getByRole('link', { name: 'New automation' }));
    await expect(page).toHaveURL(/\/new$/);
    await expect(page.locator('[draggable="true"]').first()).toBeAttached();
    await skipToContent(page);
    await typeInto(page, page.getByLabel('Name'), 'By keys');
    const active = page.getByLabel('Switched on');
    await tabTo(page, active);
    if (await active.isChecked()) await keyboard.press('Space');
    await expect(active).not.toBeChecked();
    await tabTo(page, page.getByRole('radio', { name: 'A deal comes into this stage' }));
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowUp');
    await expect(page.getByRole('radio', { name: 'A deal comes into this stage' })).toBeChecked();
    await tabTo(page, page.getByLabel('Only if'));
    await keyboard.type('deal.va');
    await expect(page.getByRole('option', { name: /deal\.value/ })).toHaveAttribute('aria-selected', 'true');
    await keyboard.press('Enter');
    await keyboard.type(' > 1000');
    await expect(page.getByText('It reads deal.value.')).toBeVisible();
    await typeInto(page, page.getByLabel('Title'), 'Call them');
    const kind = page.getByLabel('Action to add');
    await tabTo(page, kind);
    await keyboard.type('Move the deal');
    await enterOn(page, page.getByRole('button', { name: 'Add action' }));
    await expect(page.getByRole('list', { name: 'Actions in order' }).getByRole('region')).toHaveCount(2);
    const second = page.getByRole('region', { name: 'Move the deal, action 2' });
    await expect(second.locator(':focus')).toHaveCount(1);
    await enterOn(page, page.getByRole('button', { name: 'Remove Move the deal (2)' }), { back: true });
    await expect(page.getByRole('list', { name: 'Actions in order' }).getByRole('region')).toHaveCount(1);
    await expect(kind).toBeFocused();
    const attempt = page.getByRole('button', { name: 'Try it on the last 30 days' });
    await enterOn(page, attempt);
    await expect(page.locator('[data-simulation]')).toHaveText(/so there is nothing to show/);
    await expect(attempt).toBeFocused();
    await tabTo(page, active, { back: true });
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await expect(page.locator('toast-region')).toContainText('The automation is saved.');
    await expect(active).toBeFocused();
    await page.reload();
    await expect(active).toBeChecked();
  });
});

test('without a mouse: a field, a holiday, a key, a template and a permission are set', async ({ context, page }) => {
  test.slow();
  await logIn(context, admin);
  const { keyboard } = page;
  const mark = `${process.pid}-${Date.now()}`;

  await test.step('a custom field: refused, then added', async () => {
    await page.goto('/app/settings/fields');
    await skipToContent(page);
    const form = page.getByRole('region', { name: 'New field' });
    await typeInto(page, form.getByLabel('Label'), `Keyed ${mark}`);
    await tabTo(page, form.getByLabel('Type'));
    await keyboard.type('One choice');
    await enterOn(page, form.getByRole('button', { name: 'Add field' }));
    await expect(form.getByLabel('Options')).toBeFocused();
    await keyboard.type('Inner');
    await enterOn(page, form.getByRole('button', { name: 'Add field' }));
    await expect(said(page)).toContainText('The field is added.');
    await expect(said(page)).toBeFocused();
  });

  await test.step('a holiday, and back', async () => {
    await page.goto('/app/settings/calendar');
    await skipToContent(page);
    await tabTo(page, page.getByLabel('Date', { exact: true }));
    await keyboard.type('12242031');
    await typeInto(page, page.locator('#holiday-name'), `Keyed day ${mark}`);
    await keyboard.press('Enter');
    await expect(said(page)).toContainText('The holiday is added.');
    await expect(said(page)).toBeFocused();
    await enterOn(page, page.getByRole('button', { name: `Remove Keyed day ${mark}` }));
    await expect(said(page)).toContainText('The holiday is removed.');
    await expect(said(page)).toBeFocused();
  });

  await test.step('a key, and its end', async () => {
    await page.goto('/app/settings/api-keys');
    await skipToContent(page);
    await typeInto(page, page.getByLabel('Name'), `Keyed ${mark}`);
    await tabTo(page, page.getByRole('radio', { checked: true }));
    await enterOn(page, page.getByRole('button', { name: 'Make the key' }));
    await expect(page.locator('[data-api-key]')).toHaveText(/^\s*tl_/);
    await expect(said(page)).toBeFocused();
    await enterOn(page, page.getByRole('button', { name: `Revoke Keyed ${mark}` }));
    await expect(said(page)).toContainText('The key is revoked.');
    await expect(said(page)).toBeFocused();
  });

  await test.step('a mail template, looked at and saved', async () => {
    await page.goto('/app/settings/mail-templates/new');
    await skipToContent(page);
    await typeInto(page, page.getByLabel('Name'), `Keyed ${mark}`);
    await enterOn(page, page.getByRole('button', { name: 'Preview' }));
    await expect(page.getByRole('heading', { name: 'Preview' })).toBeFocused();
    await enterOn(page, page.getByRole('button', { name: 'Add template' }), { back: true });
    await expect(said(page)).toContainText('The template is added.');
    await expect(said(page)).toBeFocused();
  });

  await test.step('a permission is given and taken', async () => {
    await page.goto('/app/settings/roles');
    await skipToContent(page);
    await tabTo(page, page.getByLabel('Member', { exact: true }));
    await keyboard.type('Ada');
    await enterOn(page, page.getByRole('button', { name: 'Give the permission' }));
    await expect(said(page)).toContainText('The permission is given.');
    await expect(said(page)).toBeFocused();
    await enterOn(page, page.getByRole('button', { name: /^Take away from Ada Admin/ }).first());
    await expect(said(page)).toContainText('The permission is taken away.');
    await expect(said(page)).toBeFocused();
  });
});
