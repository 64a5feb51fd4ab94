import { html, nothing } from 'lit';
import { formatAgo } from '../../../lib/client/format.ts';
import type { Deal } from '../../../lib/contracts/deal.ts';
import type { PipelineLine } from '../../../lib/contracts/pipeline.ts';
import type { EditView } from '../../ui/edit-view.ts';
import { inPlaceFact } from '../../ui/in-place-select.ts';

/** Where a deal is on the line of its pipeline, and the choice of another stage. Nothing when there are no pipelines. */
export function stageLine(
  view: EditView<Deal>,
  lines: readonly PipelineLine[],
  { zone, now }: Record<'zone' | 'now', string>,
) {
  const { record: deal, errors } = view;
  const own = lines.find(({ id }) => id === deal.pipelineId);
  if (lines.length === 0) return nothing;
  const offered = lines.filter((line) => line.isActive || line === own);
  const several = offered.length > 1;
  const choices = [
    { value: '', label: 'In no pipeline' },
    ...offered.flatMap(({ name, stages }) =>
      stages.map((stage) => ({ value: stage.id, label: several ? `${name}: ${stage.name}` : stage.name })),
    ),
  ];
  const shown = (stageId: string) => ({
    pipelineId: lines.find(({ stages }) => stages.some(({ id }) => id === stageId))?.id ?? null,
  });
  const fault = errors.pipelineStage;
  return html`<section aria-label="Stage" class="mb-7">
    ${own ? stations(own, deal) : nothing}
    <div class="mt-2 flex flex-wrap items-center gap-x-[18px] gap-y-1 text-muted">
      ${inPlaceFact(view, { id: 'deal-stage', label: 'Stage', path: 'pipelineStage', choices, shown })}
      ${deal.stageSince === null || !own ? nothing : html`<span>Moved there ${formatAgo(deal.stageSince, zone, now)}</span>`}
    </div>
    ${fault ? html`<p class="error-text" role="alert">${fault}</p>` : nothing}
  </section>`;
}

function stations({ name, type, stages }: PipelineLine, deal: Deal) {
  const here = stages.findIndex(({ id }) => id === deal.pipelineStage);
  return html`<ol class="small-line line-${type}" aria-label="Stages of ${name}">
    ${stages.map(
      (stage, index) =>
        html`<li class=${index <= here ? 'passed' : ''} aria-current=${index === here ? 'step' : nothing}>
          ${stage.name}
        </li>`,
    )}
  </ol>`;
}
