/** How long until it is looked again: soon while a run goes on, else now and then for new ones. */
const soonMs = 2000;
const laterMs = 5000;

/**
 * Keeps a served list of runs up to date: reads its page again while the page is looked at, and puts in what changed. What
 * is opened stays open, and the focus where it was.
 */
class LiveRuns extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #seen = () => {
    if (!document.hidden) void this.#look();
  };

  connectedCallback(): void {
    document.addEventListener('visibilitychange', this.#seen);
    this.#wait();
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#seen);
    clearTimeout(this.#timer);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (!this.isConnected || document.hidden) return;
    this.#timer = setTimeout(() => void this.#look(), this.querySelector('[data-goes-on]') ? soonMs : laterMs);
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      const served = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('live-runs');
      // Without it someone logged out or the pipeline went: what is there stays until the page is loaded again.
      if (answer.ok && served) this.#show(served);
    } catch {
      // Offline: the page's head says so.
    }
    this.#wait();
  }

  #show(served: Element): void {
    const list = this.querySelector('ul');
    const newList = served.querySelector('ul');
    if (list && newList) {
      update(list, [...newList.children]);
      const [count, newCount] = [this, served].map((part) => part.querySelector('[data-count]'));
      if (newCount) count?.replaceWith(newCount);
    } else if (list || newList) this.replaceChildren(...served.childNodes);
  }
}

/** Items keep their order: new ones come, old ones go, and some change. */
function update(list: Element, items: readonly Element[]): void {
  const ids = new Set(items.map(({ id }) => id));
  for (const item of [...list.children]) if (!ids.has(item.id)) item.remove();
  let before: Element | null = null;
  for (const item of items) {
    const known = document.getElementById(item.id);
    if (known) refresh(known, item);
    else if (before) before.after(item);
    else list.prepend(item);
    before = known ?? item;
  }
}

function refresh(known: Element, item: Element): void {
  const isOpen = known.querySelector('details')?.open === true;
  const details = item.querySelector('details');
  if (details) details.open = isOpen;
  if (known.innerHTML === item.innerHTML) return;
  const isFocused = known.contains(document.activeElement);
  known.toggleAttribute('data-goes-on', item.hasAttribute('data-goes-on'));
  known.replaceChildren(...item.childNodes);
  if (isFocused) known.querySelector('summary')?.focus();
}

customElements.define('live-runs', LiveRuns);
