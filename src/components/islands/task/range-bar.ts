import { html, nothing, svg } from 'lit';
import { formatDay } from '../../../lib/client/format.ts';

interface Range {
  start: string;
  end: string;
  /** The date it is 80 % sure of. */
  likely: string | null;
  due: string | null;
  zone: string;
  now: string;
}

/** When it will be finished, as a stretch between now and the last date that matters; dates stand in its label. */
export const rangeBar = ({ start, end, likely, due, zone, now }: Range) => {
  const from = Math.min(Date.parse(now), Date.parse(start));
  const until = Math.max(Date.parse(end), Date.parse(likely ?? end), Date.parse(due ?? end));
  const margin = (until - from) * 0.06;
  const place = (instant: string) =>
    Math.round(((Date.parse(instant) - from) / (until - from + margin || 1)) * 1000) / 10;
  const day = (instant: string) => formatDay(instant, zone, now);
  const label = [`Planned finish ${day(end)}`, likely && `80 % sure by ${day(likely)}`, due && `due ${day(due)}`];
  return html`<svg class="range-bar" width="100%" height="20" role="img" aria-label=${label.filter(Boolean).join(', ')}>
    <rect x="0" y="7" width="100%" height="6" rx="3" class="rest"></rect>
    ${
      likely && likely > end
        ? svg`<rect x="${place(end)}%" y="7" width="${place(likely) - place(end)}%" height="6" class="spread"></rect>`
        : nothing
    }
    <g transform="translate(-1 0)">
      <rect x="${place(end)}%" y="2" width="2" height="16" class="finish"></rect>
      ${due ? svg`<rect x="${place(due)}%" y="0" width="2" height="20" class="due"></rect>` : nothing}
    </g>
  </svg>`;
};
