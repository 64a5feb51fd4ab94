import { html, nothing, svg } from 'lit';
import type { Subtask } from '../../../lib/contracts/task.ts';
import { stepOpener } from './step-opener.ts';
import type { TaskView } from './view.ts';

const cell = { width: 208, height: 68, gapX: 44, gapY: 18 };
const lineLength = 26;
const maxLines = 2;

/** How many steps stand before each one on the longest way to it: its column. */
export function columnsOf(steps: readonly Subtask[]): Map<string, number> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const columns = new Map<string, number>();
  const visit = (step: Subtask, path: ReadonlySet<string>): number => {
    const known = columns.get(step.id);
    if (known !== undefined) return known;
    const before = step.dependencies.flatMap((id) => (path.has(id) ? [] : (byId.get(id) ?? [])));
    const column = Math.max(0, ...before.map((other) => visit(other, new Set([...path, step.id])) + 1));
    columns.set(step.id, column);
    return column;
  };
  for (const step of steps) visit(step, new Set());
  return columns;
}

/** A title in at most two lines. */
export function wrap(title: string): string[] {
  const lines: string[] = [];
  for (const word of title.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= lineLength) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const shown = lines
    .slice(0, maxLines)
    .map((line) => (line.length > lineLength ? `${line.slice(0, lineLength - 1)}…` : line));
  const last = shown.at(-1);
  if (lines.length > maxLines && last !== undefined) shown[shown.length - 1] = `${last.slice(0, lineLength - 1)}…`;
  return shown;
}

interface Placed {
  step: Subtask;
  x: number;
  y: number;
}

function place(steps: readonly Subtask[]): Placed[] {
  const columns = columnsOf(steps);
  const used = new Map<number, number>();
  return steps.map((step) => {
    const column = columns.get(step.id) ?? 0;
    const row = used.get(column) ?? 0;
    used.set(column, row + 1);
    return { step, x: column * (cell.width + cell.gapX), y: row * (cell.height + cell.gapY) };
  });
}

const edge = (from: Placed, to: Placed) => {
  const [x1, y1, x2, y2] = [from.x + cell.width, from.y + cell.height / 2, to.x, to.y + cell.height / 2];
  const bend = cell.gapX / 2;
  const critical = from.step.critical && to.step.critical;
  return svg`<path
    d="M${x1} ${y1} H${x1 + bend} ${y1 === y2 ? '' : `L${x2 - bend} ${y2}`} H${x2}"
    class=${critical ? 'edge critical' : 'edge'}
  ></path>`;
};

/** What waits for what, as a picture that scrolls sideways; `onOpen` is told which step was pressed. */
export const graphPicture = (steps: readonly Subtask[], onOpen: (id: string) => void) => {
  const placed = place(steps);
  const byId = new Map(placed.map((entry) => [entry.step.id, entry]));
  const width = Math.max(0, ...placed.map(({ x }) => x + cell.width)) + 2;
  const height = Math.max(0, ...placed.map(({ y }) => y + cell.height)) + 2;
  return html`<div class="graph-scroll" tabindex="0" role="group" aria-label="Dependency graph, scrolls sideways">
    <svg width=${width} height=${height} viewBox="-1 -1 ${width} ${height}" aria-hidden="true" class="graph">
      ${placed.flatMap((to) =>
        to.step.dependencies.map((id) => {
          const from = byId.get(id);
          return from ? edge(from, to) : nothing;
        }),
      )}
      ${placed.map(
        ({ step, x, y }, index) => svg`<g
          transform="translate(${x} ${y})"
          class="node ${step.critical ? 'critical' : ''} ${step.status}"
          @click=${() => onOpen(step.id)}
        >
          <rect width=${cell.width} height=${cell.height} rx="6"></rect>
          ${wrap(`${index + 1}. ${step.title}`).map((line, row) => svg`<text x="12" y=${28 + row * 18}>${line}</text>`)}
        </g>`,
      )}
    </svg>
  </div>`;
};

/** The same as a list to read; each step opens its editor. */
export const dependencyGraph = (view: TaskView) =>
  html`${graphPicture(view.steps, (id) => {
      view.toggle(id);
    })}
    <ol class="mt-5">
      ${view.steps.map((step, index) => {
        const before = step.dependencies.flatMap((id) => view.steps.find((other) => other.id === id)?.title ?? []);
        return html`<li class="border-b border-line py-2">
          ${stepOpener(
            step.id,
            // Here it only opens.
            { ...view, openStep: null },
            html`<button class="text-left font-[560] hover:underline">${index + 1}. ${step.title}</button>`,
          )}
          <p class="text-sm text-muted">
            ${before.length > 0 ? `Waits for ${before.join('; ')}` : 'Can start at once'}
          </p>
        </li>`;
      })}
    </ol>`;
