import { html } from 'lit';
import { formatCount } from '../../lib/client/format.ts';

interface Station {
  place: string;
  name: string;
  count: number;
}

/** A board's columns at a glance where they do not fit beside each other: how many each holds, and a way to it. */
export const boardLine = (stations: readonly Station[]) =>
  html`<nav class="board-line" aria-label="Columns">
    ${stations.map(
      ({ place, name, count }) => html`<a href="#column-${place}">${name} <b class="num">${formatCount(count)}</b></a>`,
    )}
  </nav>`;
