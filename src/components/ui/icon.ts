import { html, nothing, svg } from 'lit';
import { icons, type IconName } from './icon-set.ts';

type Shape = (typeof icons)[IconName][number];

const shape = ([tag, a]: Shape) => {
  switch (tag) {
    case 'path':
      return svg`<path d=${a.d ?? ''}></path>`;
    case 'circle':
      return svg`<circle cx=${a.cx ?? 0} cy=${a.cy ?? 0} r=${a.r ?? 0}></circle>`;
    case 'line':
      return svg`<line x1=${a.x1 ?? 0} x2=${a.x2 ?? 0} y1=${a.y1 ?? 0} y2=${a.y2 ?? 0}></line>`;
    case 'rect':
      return svg`<rect x=${a.x ?? 0} y=${a.y ?? 0} width=${a.width ?? 0} height=${a.height ?? 0} rx=${a.rx ?? 0}></rect>`;
    default:
      return nothing;
  }
};

/** A decorative icon of 16 px; whatever holds it carries the words. */
export const icon = (name: IconName, size = 16) =>
  html`<svg
    width=${size}
    height=${size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    class="flex-none"
  >
    ${icons[name].map(shape)}
  </svg>`;
