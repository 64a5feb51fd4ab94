import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { afterEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { LightElement } from '../../src/components/light-element.ts';
import { wireFootKey } from '../../src/components/shell/foot-key.ts';
import { keepPlace } from '../../src/components/shell/keep-place.ts';
import { goToOutcome } from '../../src/components/shell/outcome.ts';
import { FocusController } from '../../src/lib/client/focus-controller.ts';
import { clearPage, mountClientOnly } from './support/mount.ts';

@customElement('focus-places')
class FocusPlaces extends LightElement {
  @state() begun = false;
  @state() done = false;
  /** The button stays and is disabled, rather than going away. */
  @state() stays = false;

  constructor() {
    super();
    new FocusController(this, ['[data-hidden]', '[data-cancel]', 'h2']);
  }

  protected override render() {
    const { begun, done, stays } = this;
    return html`<h2 tabindex="-1">Plan</h2>
      <button data-hidden hidden>Never seen</button>
      ${begun && !stays ? nothing : html`<button data-begin ?disabled=${begun}>Begin</button>`}
      ${begun && !done ? html`<button data-cancel>Cancel</button>` : nothing}
      <input aria-label="Note" />`;
  }
}

const focused = () => document.activeElement?.outerHTML.replace(/<!--.*?-->/g, '') ?? '';
const page = (markup: string) => document.body.insertAdjacentHTML('beforeend', `<div id="content">${markup}</div>`);
const find = (selector: string) => document.querySelector<HTMLElement>(selector)!;

afterEach(() => {
  clearPage();
  document.querySelector('#content')?.remove();
  document.querySelector('.page-foot')?.remove();
});

describe('places of an element', () => {
  test.each([[false], [true]])(
    'what begins (and stays disabled: %s) hands the focus to the first place there is',
    async (stays) => {
      const element = await mountClientOnly(FocusPlaces);
      element.stays = stays;
      await element.updateComplete;
      find('[data-begin]').focus();
      element.begun = true;
      await expect.poll(focused).toContain('Cancel');
      element.done = true;
      await expect.poll(focused).toContain('<h2');
    },
  );

  test('who is elsewhere, or writes meanwhile, is left alone', async () => {
    const element = await mountClientOnly(FocusPlaces);
    const note = find('input');
    note.focus();
    element.begun = true;
    await element.updateComplete;
    await Promise.resolve();
    expect(document.activeElement).toBe(note);
    note.blur();
    element.done = true;
    await element.updateComplete;
    await Promise.resolve();
    expect(document.activeElement).toBe(document.body);
  });
});

describe('the place on the page', () => {
  keepPlace();
  const list = `<main><p id="words">Words</p><button id="before">Before</button><section><button id="a">A</button><button id="b">B</button></section>
    <details open><summary id="menu">Menu</summary><button id="inside">Inside</button></details><button id="after">After</button></main>`;
  const byKeys = async (selector: string) => {
    // A key pressed makes the browser show the focus, as it does for who works by keys.
    await userEvent.keyboard('{Tab}');
    find(selector).focus();
  };

  test('goes on to what comes next in the section, or came before, then to the rest of the part', async () => {
    page(list);
    await byKeys('#a');
    find('#a').remove();
    await expect.poll(focused).toContain('id="b"');
    find('#b').setAttribute('disabled', '');
    await expect.poll(focused).toContain('id="menu"');
  });

  test('of what a menu holds it is the menu', async () => {
    page(list);
    await byKeys('#inside');
    find('details').removeAttribute('open');
    await expect.poll(focused).toContain('id="menu"');
  });

  test('who points at something leaves the place', async () => {
    page(list);
    await byKeys('#a');
    await userEvent.click(find('#words'));
    find('#a').remove();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
    expect(document.activeElement).toBe(document.body);
  });
});

test('F8 leads to what is said at the foot of the page and back', async () => {
  page('<input id="typing" />');
  document.body.insertAdjacentHTML(
    'beforeend',
    `<div class="page-foot"><toast-region><div role="status"><p><button>Old</button></p><p><button>Undo</button></p></div></toast-region></div>`,
  );
  wireFootKey();
  find('#typing').focus();
  await userEvent.keyboard('{F8}');
  expect(focused()).toContain('Undo');
  await userEvent.keyboard('{F8}');
  expect(focused()).toContain('typing');
  await userEvent.keyboard('{F8}{Escape}');
  expect(focused()).toContain('typing');
});

test.each([
  ['<p data-outcome id="said">Not saved.</p><input id="wrong" aria-invalid="true" />', 'wrong'],
  ['<p data-outcome id="said">Saved.</p><input id="fine" />', 'said'],
  ['<p data-outcome id="said">Saved.</p><input id="fine" autofocus />', 'fine'],
])('after a form was sent the focus is where one goes on: %s', async (markup, id) => {
  page(markup);
  document.querySelector<HTMLElement>('[autofocus]')?.focus();
  goToOutcome();
  await expect.poll(focused).toContain(`id="${id}"`);
});
