import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { HeadingEdit } from './heading.ts';
import type { HeadingField } from './page-state.ts';

interface Host {
  /** Whether what could not be saved is kept by the notice of a conflict. */
  conflict: () => boolean;
  /** Puts the focus on what the next update shows. */
  focus: (place: string) => void;
}

/** Which of title and description is under edit, with what was typed when it could not be saved. */
export class HeadingController implements ReactiveController, HeadingEdit {
  readonly #element: ReactiveControllerHost;
  readonly #host: Host;
  field: HeadingField | null = null;
  draft: string | null = null;

  constructor(element: ReactiveControllerHost, host: Host) {
    this.#element = element;
    this.#host = host;
    element.addController(this);
  }

  hostConnected() {}

  readonly open = (field: HeadingField | null, draft?: string): void => {
    if (draft !== undefined && this.#host.conflict()) return;
    this.field = field;
    this.draft = draft ?? null;
    this.#element.requestUpdate();
  };

  readonly back = (field: HeadingField): void => this.#host.focus(`[title="Edit the ${field}"]`);
}
