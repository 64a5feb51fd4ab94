import { html } from 'lit';
import type { PipelineStage } from '../../../lib/contracts/pipeline.ts';
import type { DealCard } from '../../../lib/domain/pipelines/deal-card.ts';
import { choiceList } from '../../ui/field.ts';

interface StageMenu {
  stages: readonly PipelineStage[];
  move: (stage: string) => void;
}

/** The stage of a deal as a menu; without JavaScript a form that posts to the board. */
export const stageMenu = ({ id, title, pipelineStage }: DealCard, { stages, move }: StageMenu) =>
  html`<form method="post" class="card-move">
    <input type="hidden" name="id" value=${id} />
    <select
      name="pipelineStage"
      class="editable"
      aria-label="Stage of ${title}"
      autocomplete="off"
      .value=${pipelineStage ?? ''}
      @change=${({ target }: Event & { target: HTMLSelectElement }) => {
        const { value } = target;
        // Until the move is made the menu says where the deal is.
        target.value = pipelineStage ?? '';
        move(value);
      }}
    >
      ${choiceList(
        stages.map((stage) => ({ value: stage.id, label: stage.name })),
        pipelineStage ?? '',
      )}
    </select>
    <button class="btn small needs-no-script">Move</button>
  </form>`;
