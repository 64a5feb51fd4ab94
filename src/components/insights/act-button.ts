import { html, nothing } from 'lit';
import type { InsightsController } from '../../lib/client/insights-controller.ts';
import type { Act } from '../../lib/contracts/insights.ts';

/** What the visitor may do about insights. */
export interface InsightRights {
  tasks: boolean;
  moves: boolean;
  mails: boolean;
  logs: boolean;
}

export interface ActOptions {
  controller: InsightsController;
  rights: InsightRights;
  /** The page its forms post to without JavaScript. */
  page: string;
  /** Where a deal is now, as far as it is known here. */
  stageOf: (dealId: string) => string | null;
  draft: (act: Extract<Act, { kind: 'draft_mail' }>) => void;
  primary: boolean;
}

const openLog = () => {
  const log = document.querySelector<HTMLDetailsElement>('#interactions details');
  if (log) log.open = true;
};

/** The button that does what an action says; nothing for who may not. */
export const actButton = (act: Act, options: ActOptions) => {
  const { controller, rights, page, stageOf, draft, primary } = options;
  const look = primary ? 'btn primary' : 'btn small';
  const busy = controller.busy !== null;
  const form = (intent: string, fields: Record<string, string | null>, run: () => void, label: string, place = '') =>
    html`<form
      method="post"
      action=${page + place}
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        run();
      }}
    >
      <input type="hidden" name="intent" value=${intent} />
      ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name=${name} value=${value ?? ''} />`)}
      <button class=${look} aria-disabled=${busy ? 'true' : nothing}>${label}</button>
    </form>`;
  switch (act.kind) {
    case 'create_task': {
      const { title, description, dueDate, dealId } = act;
      const fields = { title, description, dueDate, dealId };
      return rights.tasks
        ? form('insight-task', fields, () => void controller.createTask(act), 'Plan it as a task')
        : nothing;
    }
    case 'draft_mail': {
      const { purpose, dealId } = act;
      return form('draft-mail', { purpose, dealId }, () => draft(act), 'Draft the mail', '#kept-mail');
    }
    case 'log_contact':
      return rights.logs
        ? html`<a class=${look} href="#interactions" @click=${openLog}>Log a call, meeting or mail</a>`
        : nothing;
    case 'open_task':
      return html`<a class=${look} href="/app/tasks/${act.taskId}">Open the task</a>`;
    case 'move_stage': {
      const { dealId, stageId, stageName } = act;
      const run = () => void controller.move({ dealId, from: stageOf(dealId) }, { id: stageId, name: stageName });
      return rights.moves
        ? form('move-deal', { dealId, pipelineStage: stageId }, run, `Move to ${stageName}`)
        : nothing;
    }
  }
};
