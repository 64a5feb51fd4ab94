import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { LightElement } from '../../../src/components/light-element.ts';

/** A small island with one of everything hydration has to get right: text, a list, fields, an event. */
@customElement('goal-note')
export class GoalNote extends LightElement {
  @property({ attribute: false }) steps: string[] = [];
  @property() heading = 'Goal';
  /** Only in the browser: makes the markup differ from the server's. */
  @property({ type: Boolean }) differs = false;
  @state() private typed = '';
  @state() private urgent = false;
  @state() private stage = 'new';

  protected override render() {
    if (this.differs) return html`<section><p>Something else entirely</p></section>`;
    return html`<h2>${this.heading}</h2>
      <ul>
        ${this.steps.map((step) => html`<li>${step}</li>`)}
      </ul>
      <label>Note <input name="note" .value=${this.typed} @input=${this.#type} /></label>
      <label
        ><input
          type="checkbox"
          name="urgent"
          ?checked=${this.urgent}
          @change=${(event: Event) => (this.urgent = (event.currentTarget as HTMLInputElement).checked)}
        />
        Urgent</label
      >
      <label
        >Stage
        <select
          name="stage"
          @change=${(event: Event) => (this.stage = (event.currentTarget as HTMLSelectElement).value)}
        >
          <option value="new">New</option>
          <option value="won">Won</option>
        </select></label
      >
      <button type="button" @click=${() => (this.typed = '')}>Clear</button>
      <p class="summary">${this.typed || 'nothing'}, ${this.urgent ? 'urgent' : 'calm'}, ${this.stage}</p>`;
  }

  readonly #type = (event: Event) => {
    this.typed = (event.currentTarget as HTMLInputElement).value;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'goal-note': GoalNote;
  }
}
