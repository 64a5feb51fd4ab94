import { html, nothing } from 'lit';
import type { PipelineWarning } from '../../lib/contracts/pipeline.ts';
import { codeWords } from '../ui/code-words.ts';

/** What will probably not go as meant; said when it changes. */
export const warningList = (warnings: readonly PipelineWarning[]) =>
  html`<div role="status">
    ${
      warnings.length === 0
        ? nothing
        : html`<div class="notice warn mb-6" data-warnings>
            <div class="min-w-0">
              <p class="font-[560]">
                ${warnings.length === 1 ? 'This will probably not go as meant' : 'These will probably not go as meant'}
              </p>
              <ul class="mt-1 space-y-1 text-ink-2">
                ${warnings.map(({ message }) => html`<li class="break-words">${codeWords(message)}</li>`)}
              </ul>
            </div>
          </div>`
    }
  </div>`;
