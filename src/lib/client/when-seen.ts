import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Calls back when an element of the host that fits a selector comes into sight, again after each update of the host. */
export class WhenSeen implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #selector: string;
  readonly #seen: (element: HTMLElement) => void;
  #observer: IntersectionObserver | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, selector: string, seen: (element: HTMLElement) => void) {
    this.#host = host;
    this.#selector = selector;
    this.#seen = seen;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#observer ??= new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (isIntersecting && target instanceof HTMLElement) this.#seen(target);
        }
      },
      { rootMargin: '200px' },
    );
    // Observed afresh, so that what is still in sight after more was read is told once more.
    this.#observer.disconnect();
    for (const element of this.#host.querySelectorAll(this.#selector)) this.#observer.observe(element);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
  }
}
