import { html, svg } from 'lit';
import type { Subtask } from '../../../lib/contracts/task.ts';
import { layeredLayout, type LayoutEdge } from '../../../lib/planning/layered-layout.ts';
import { stepOpener } from './step-opener.ts';
import type { TaskView } from './view.ts';

const cell = { width: 208, height: 68, gapX: 52, gapY: 18, lane: 10 };
/** Where a line turns within the gap between two columns, and how long its arrow is. */
const turn = { after: 12, before: 20 };
const arrow = { length: 8, half: 5 };
const lineLength = 26;
const maxLines = 2;

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

/** A line from column to column: level past steps, slanting only in the gaps. */
const wayOf = ({ points }: LayoutEdge): string =>
  points
    .flatMap(([x, y], index) => {
      const before = points[index - 1];
      if (!before) return `M${x} ${y}`;
      // Every second stretch is a gap.
      if (index % 2 === 0 || before[1] === y) return `H${x}`;
      return `H${before[0] + turn.after} L${x - turn.before} ${y} H${x}`;
    })
    .join(' ');

const edge = (way: LayoutEdge, critical: boolean) => {
  const [x, y] = way.points.at(-1) ?? [0, 0];
  const { length, half } = arrow;
  return svg`<g class="edge ${critical ? 'critical' : ''}">
    <path d=${wayOf(way)}></path>
    <path class="arrow" d="M${x - length} ${y - half} L${x} ${y} L${x - length} ${y + half} Z"></path>
  </g>`;
};

/** What waits for what, as a picture that scrolls sideways; `onOpen` is told which step was pressed. */
export const graphPicture = (steps: readonly Subtask[], onOpen: (id: string) => void) => {
  const layout = layeredLayout(
    steps.map(({ id, dependencies }) => ({ id, after: dependencies })),
    cell,
  );
  const critical = new Set(steps.filter((step) => step.critical).map(({ id }) => id));
  // Those of the critical path lie on top.
  const edges = layout.edges
    .map((way) => ({ way, critical: critical.has(way.from) && critical.has(way.to) }))
    .sort((a, b) => Number(a.critical) - Number(b.critical));
  const [width, height] = [layout.width + 4, layout.height + 4];
  return html`<div class="graph-scroll" tabindex="0" role="group" aria-label="Dependency graph, scrolls sideways">
    <svg width=${width} height=${height} viewBox="-2 -2 ${width} ${height}" aria-hidden="true" class="graph">
      ${edges.map(({ way, critical }) => edge(way, critical))}
      ${steps.map((step, index) => {
        const { x, y } = layout.nodes.get(step.id) ?? { x: 0, y: 0 };
        return svg`<g
          transform="translate(${x} ${y})"
          class="node ${step.critical ? 'critical' : ''} ${step.status}"
          @click=${() => onOpen(step.id)}
        >
          <rect width=${cell.width} height=${cell.height} rx="6"></rect>
          ${wrap(`${index + 1}. ${step.title}`).map((line, row, { length }) => svg`<text x="12" y=${39 - (length - 1) * 9 + row * 18}>${line}</text>`)}
        </g>`;
      })}
    </svg>
  </div>`;
};

/** The same as a list to read; each step opens its editor. */
export const dependencyGraph = (view: TaskView) =>
  html`${graphPicture(view.steps, (id) => {
      view.toggle(id);
    })}
    <p class="graph-key">
      <span class="key-line critical"></span> decides when the plan ends <span class="key-line"></span> has time to
      spare
    </p>
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
