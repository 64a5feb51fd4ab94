import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api, ApiError } from '../../../lib/client/api.ts';
import { BoardController } from '../../../lib/client/board-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import { MoveController } from '../../../lib/client/move-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import { toastFailure, toastUndo } from '../../../lib/client/toasts.ts';
import { WhenSeen } from '../../../lib/client/when-seen.ts';
import type { Board } from '../../../lib/contracts/board.ts';
import type { Deal } from '../../../lib/contracts/deal.ts';
import type { Pipeline, PipelineAnalyticsSummary, PipelineStage } from '../../../lib/contracts/pipeline.ts';
import { dealCardOf, dealCardsOf, type DealCard } from '../../../lib/domain/pipelines/deal-card.ts';
import { LightElement, island } from '../../light-element.ts';
import { boardSentence, stageFacts, together, type Figures } from '../../pipelines/board-figures.ts';
import { boardColumn } from '../../ui/board-column.ts';
import { boardLine } from '../../ui/board-line.ts';
import { plural } from '../../ui/words.ts';
import { dealCard } from './deal-card.ts';

type Rates = PipelineAnalyticsSummary['conversionRates'];

/** Moves come in crowds; the figures are read once they are through. */
const figuresAfterMs = 400;

const percent = (rate: number) => `${Math.round(rate * 100)} %`;

/**
 * The deals of a pipeline by stage. Each stage is read by itself, page by page, with what it holds in all. Cards are
 * moved by dragging, by keys and by their menu; a move shows at once, and goes back with the reason when it is refused.
 */
@customElement('pipeline-board')
export class PipelineBoard extends LightElement {
  @property({ attribute: false }) served: Board | null = null;
  /** The filters of all stages. */
  @property() query = '';
  @property() zone = 'UTC';
  @property() now = '';
  /** Shows who may configure pipelines what happens by itself, and where that is said. */
  @property({ type: Boolean }) configures = false;
  @state() private figures = new Map<string, Figures>();
  @state() private rates: Rates = [];
  #figuresDue: ReturnType<typeof setTimeout> | undefined;
  readonly #board = new BoardController<DealCard, Deal>(this, {
    address: (stage) => this.#address(stage),
    cardOf: dealCardOf,
    placeOf: ({ pipelineStage, status }) =>
      this.#statuses.includes(status) && this.#stages.some(({ id }) => id === pipelineStage) ? pipelineStage : null,
    moving: ['pipelineStage', 'status'],
  });
  readonly #moves = new MoveController(this, {
    nameOf: (id) => this.#board.find(id)?.card.title ?? '',
    placeOf: (id) => this.#board.find(id)?.place ?? null,
    beside: (place, key) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? NaN;
      return this.#stages[this.#stages.findIndex(({ id }) => id === place) + step]?.id ?? null;
    },
    placeWords: (place) => this.#nameOf(place),
    move: (id, place) => void this.move(id, place),
  });

  constructor() {
    super();
    new LiveController(this, () => this.#follow());
    new WhenSeen(this, '[data-more]', ({ dataset }) => this.#board.more(dataset.more ?? ''));
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('served') || !this.served) return;
    const { pipeline, stages } = this.served;
    this.#count(stages);
    for (const stage of stages) {
      const { stageId, count, nextCursor } = stage;
      this.#board.show(stageId, { items: dealCardsOf(pipeline.id, stage), total: count, nextCursor });
    }
  }

  protected override render() {
    const figures = together([...this.figures.values()]);
    return html`<p class="sr-only" id="board-keys">Space lifts the card, so that arrow keys can move it.</p>
      <p class="sr-only" role="status">${this.#moves.said}</p>
      ${figures.count === 0 && this.query === '' ? this.#renderEmpty() : nothing}
      <p class="mb-3 text-muted num" data-totals>${boardSentence(figures)}</p>
      ${boardLine(this.#stages.map(({ id, name }) => ({ place: id, name, count: this.figures.get(id)?.count ?? 0 })))}
      <div
        class="board line-${this.served?.pipeline.type}"
        tabindex="0"
        role="group"
        aria-label="Deals by stage"
        @keydown=${this.#moves.keys}
        @focusout=${this.#moves.left}
      >
        ${this.#stages.map((stage) => this.#renderStage(stage))}
      </div>`;
  }

  #renderEmpty() {
    return html`<p class="mb-4 prose-width text-ink-2">
      No deals here yet.
      <a class="link" href="/app/deals/new?pipelineId=${this.served?.pipeline.id ?? ''}">Add one</a>, or move a deal
      into this pipeline from its page.
    </p>`;
  }

  /** Moves a deal: at once on the board, then on the server. */
  async move(id: string, to: string): Promise<void> {
    const found = this.#board.find(id);
    if (!found || found.place === to) return;
    const { card, place: from, index } = found;
    this.#board.put({ ...card, pipelineStage: to, stageSince: this.now });
    try {
      await this.#send(card, to);
      toastUndo(`Moved “${card.title}” to ${this.#nameOf(to)}.`, () => void this.#back(id, from));
    } catch (error) {
      const current = error instanceof ApiError && error.code === 'conflict' ? (error.problem.current as Deal) : null;
      this.#board.put(current ? dealCardOf(current) : card, index);
      toastFailure(`“${card.title}” stays in ${this.#nameOf(from)}`, error);
    }
  }

  async #back(id: string, to: string) {
    const found = this.#board.find(id);
    try {
      await this.#send(found?.card ?? { id }, to);
    } catch (error) {
      toastFailure('Not undone', error);
    }
  }

  async #send({ id, version }: { id: string; version?: number }, pipelineStage: string) {
    const { deal } = await api.patch<{ deal: Deal }>(
      `/deals/${id}`,
      { pipelineStage },
      version === undefined ? {} : { ifMatch: version },
    );
    this.#board.put(dealCardOf(deal));
    this.#readFigures();
  }

  #renderStage(stage: PipelineStage) {
    const { id, name, colour, description } = stage;
    const figures = this.figures.get(id) ?? { count: 0, totals: [] };
    const rate = this.rates.find(({ fromStage }) => fromStage === id);
    return boardColumn(this.#board.column(id), {
      place: id,
      name,
      look: `stage ${colour ? `hue-${colour}` : ''} ${figures.count > 0 ? 'taken' : ''}`,
      count: figures.count,
      facts: html`<p class="board-facts num" title=${description ?? nothing}>${stageFacts(figures, rate)}&nbsp;</p>
        ${this.#automations(stage)}
        ${
          rate
            ? html`<p class="board-rate num">
                <span class="sr-only">Go on to the next stage: </span>${percent(rate.rate)}
              </p>`
            : nothing
        }`,
      what: 'deal',
      listHref: `/app/deals?${this.#address(id).query}`,
      isOver: this.#moves.isOver(id),
      card: (card) =>
        dealCard(card, {
          stages: this.#stages,
          zone: this.zone,
          now: this.now,
          lifted: this.#moves.isLifted(card.id),
          move: (to) => void this.move(card.id, to).then(() => this.#moves.focus(card.id)),
        }),
    });
  }

  #automations({ id, automations }: PipelineStage) {
    const count = automations.filter(({ isActive }) => isActive).length;
    if (!this.configures || count === 0) return nothing;
    const href = `/app/settings/pipelines/${this.served?.pipeline.id ?? ''}/stages/${id}`;
    return html`<a class="link board-automations" href=${href}>${plural(count, 'automation')}</a>`;
  }

  get #stages(): readonly PipelineStage[] {
    return this.served?.pipeline.stages ?? [];
  }

  get #statuses(): string[] {
    return (new URLSearchParams(this.query).get('status') ?? 'open').split(',');
  }

  #nameOf(stage: string): string {
    return this.#stages.find(({ id }) => id === stage)?.name ?? '';
  }

  #address(stage: string) {
    const values = new URLSearchParams({ status: 'open', sort: '-stageSince' });
    for (const [name, value] of new URLSearchParams(this.query)) values.set(name, value);
    values.set('pipelineStage', stage);
    return { path: '/deals', query: values.toString() };
  }

  #count(stages: Board['stages']) {
    this.figures = new Map(stages.map(({ stageId, count, totals }) => [stageId, { count, totals }]));
  }

  /** What the stages hold in all is the server's to say: filters may let a changed deal in or out. */
  #readFigures() {
    this.#figuresDue ??= setTimeout(() => {
      this.#figuresDue = undefined;
      void this.#fetchFigures();
    }, figuresAfterMs);
  }

  async #fetchFigures() {
    const values = new URLSearchParams(this.query);
    values.set('limit', '1');
    try {
      const { board } = await api.get<{ board: Board }>(`/pipelines/${this.served?.pipeline.id ?? ''}/board?${values}`);
      this.#count(board.stages);
    } catch {
      // The next change reads them again; until then the last ones stand.
    }
  }

  /** How many go on from each stage takes the whole history to tell: it comes after the cards. */
  async #fetchRates() {
    try {
      const { pipeline } = await api.get<{ pipeline: Pipeline }>(`/pipelines/${this.served?.pipeline.id ?? ''}`);
      this.rates = pipeline.analytics.conversionRates;
    } catch {
      // The board is of use without them.
    }
  }

  #follow(): (() => void)[] {
    void this.#fetchRates();
    const clock = setInterval(() => (this.now = new Date().toISOString()), 60_000);
    return [
      () => clearInterval(clock),
      () => clearTimeout(this.#figuresDue),
      socket.follow({ kind: 'deals' }),
      socket.on('deal_update', ({ type, deal, changed = [] }) => {
        this.#moves.whenStill(() => this.#take({ type, deal, changed }));
      }),
      socket.onResync(() =>
        this.#moves.whenStill(() => {
          this.#board.reload();
          this.#readFigures();
        }),
      ),
    ];
  }

  #take({ type, deal, changed }: { type: string; deal: Deal; changed: readonly string[] }) {
    const concerns = deal.pipelineId === this.served?.pipeline.id || this.#board.find(deal.id) !== null;
    if (!concerns) return;
    this.#board.take({ type, sent: deal, changed });
    this.#readFigures();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pipeline-board': PipelineBoard;
  }
}
export const PipelineBoardIsland = island(PipelineBoard);
