import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { LiveController } from '../../lib/client/live-controller.ts';
import { recordHere } from '../../lib/client/recent-records.ts';
import { shellFacts } from '../../lib/client/shell-facts.ts';
import * as socket from '../../lib/client/socket.ts';
import type { MemberRef } from '../../lib/contracts/common.ts';
import { LightElement } from '../light-element.ts';
import { avatar } from '../ui/avatar.ts';
import { comings } from './comings.ts';

/** A page that nobody looks at for so long is no longer shown to be with the record. */
const lookedAwayMs = 60_000;
const mostShown = 3;

/** Who else has the record of this page open, live. Shows nothing while one is alone. */
@customElement('also-here')
export class AlsoHere extends LightElement {
  @state() private others: readonly MemberRef[] = [];
  @state() private said = '';
  #leave: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new LiveController(this, () => {
      const here = recordHere();
      if (!here) return [];
      const look = () => this.#look(() => socket.enter(here.kind, here.id));
      document.addEventListener('visibilitychange', look);
      look();
      return [
        socket.on('presence_update', ({ kind, id, members }) => {
          if (kind === here.kind && id === here.id) this.#show(members);
        }),
        socket.onState((state) => {
          if (state === 'offline') this.others = [];
        }),
        () => document.removeEventListener('visibilitychange', look),
        () => this.#leave?.(),
      ];
    });
  }

  protected override render() {
    const { others, said } = this;
    const names = others.map(({ name }) => name);
    const shown = others.length > mostShown ? others.slice(0, mostShown - 1) : others;
    const more = others.length - shown.length;
    return html`<span class="sr-only" role="status">${said}</span> ${
        others.length === 0
          ? nothing
          : html`<span class="also-here" title=${`Also here: ${names.join(', ')}`}>
              <span class="also-here-words" aria-hidden="true">
                ${others.length === 1 ? `${names[0]} is here too` : 'Also here'}
              </span>
              <ul aria-label="Also here">
                ${shown.map(({ name }) => html`<li class="arrives">${avatar(name)}</li>`)}
                ${
                  more > 0
                    ? html`<li>
                        <span class="av" role="img" aria-label=${names.slice(-more).join(', ')}>+${more}</span>
                      </li>`
                    : nothing
                }
              </ul>
            </span>`
      }`;
  }

  #show(members: readonly MemberRef[]) {
    const me = shellFacts().memberId;
    const others = members.filter(({ id }) => id !== me);
    this.said = comings(this.others, others) || this.said;
    this.others = others;
  }

  #look(enter: () => () => void) {
    clearTimeout(this.#timer);
    if (document.visibilityState === 'visible') this.#leave ??= enter();
    else {
      this.#timer = setTimeout(() => {
        this.#leave?.();
        this.#leave = null;
      }, lookedAwayMs);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'also-here': AlsoHere;
  }
}
