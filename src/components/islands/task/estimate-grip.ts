import { html, nothing, svg } from 'lit';
import { formatDay, formatMinutes, formatTime } from '../../../lib/client/format.ts';
import type { Subtask } from '../../../lib/contracts/task.ts';
import { estimateBounds, nextEstimate, snapEstimate } from '../../../lib/planning/estimate-steps.ts';
import { isOpenStatus } from '../../../lib/planning/open-status.ts';
import type { TimeScale } from './time-scale.ts';
import type { TaskView } from './view.ts';

/** Working minutes of the day a column of the timeline stands for. */
const workday = 480;
const keys: Record<string, 1 | -1> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** The right edge of an open step's bar: dragged, or moved by arrow keys, it changes the estimate. Escape leaves it. */
export const estimateGrip = (step: Subtask, scale: TimeScale, { estimate, zone, now }: TaskView) => {
  const end = step.scheduledEnd;
  if (!end || !isOpenStatus(step.status)) return nothing;
  const x = Math.max(scale.x(end), scale.x(step.startedAt ?? step.scheduledStart ?? end) + 6);
  const words = `${formatMinutes(step.estimatedTime)}, done by ${formatDay(end, zone, now)}, ${formatTime(end, zone)}`;
  const drag = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const grip = event.currentTarget as SVGElement;
    grip.focus();
    grip.setPointerCapture(event.pointerId);
    const moved = ({ clientX }: PointerEvent) =>
      step.estimatedTime + ((clientX - event.clientX) / scale.columnWidth) * workday;
    const ended = new AbortController();
    const on = (name: 'pointermove' | 'pointerup' | 'pointercancel', act: (event: PointerEvent) => void) =>
      grip.addEventListener(name, act, { signal: ended.signal });
    on('pointermove', (move) => estimate.preview(step.id, snapEstimate(moved(move))));
    on('pointerup', () => {
      ended.abort();
      estimate.commit();
    });
    on('pointercancel', () => {
      ended.abort();
      estimate.cancel();
    });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') estimate.cancel();
    const direction = keys[event.key];
    if (!direction) return;
    event.preventDefault();
    estimate.preview(step.id, nextEstimate(step.estimatedTime, direction));
  };
  return html`<svg class="gantt-grip" width=${scale.width} height="100%">
    ${svg`<g class="grip-place"><rect
        class="grip"
        x=${x}
        y="50%"
        rx="3"
        role="slider"
        tabindex="0"
        aria-label="Estimate of ${step.title}"
        aria-valuemin=${estimateBounds.shortest}
        aria-valuemax=${estimateBounds.longest}
        aria-valuenow=${step.estimatedTime}
        aria-valuetext=${words}
        @focus=${() => void estimate.prepare()}
        @pointerdown=${drag}
        @keydown=${press}
        @keyup=${(event: KeyboardEvent) => keys[event.key] && estimate.commit()}
        @blur=${() => estimate.commit()}
      ></rect></g><g transform="translate(-1 -7)"><rect class="grip-mark" x=${x} y="50%" width="2" height="14"></rect></g>`}
  </svg>`;
};
