import { html, nothing, type TemplateResult } from 'lit';

/** Nothing here yet: says so, and what to do about it. */
export const emptyState = (title: string, text: string, action?: TemplateResult, more?: TemplateResult) => html`
  <div class="empty border-t border-line py-10">
    <p class="text-lg font-semibold">${title}</p>
    <p class="mt-1 prose-width text-ink-2">${text}</p>
    ${action ? html`<div class="mt-4">${action}</div>` : nothing} ${more ?? nothing}
  </div>
`;

/** Rows to come, while a list loads. */
export const skeletonRows = (count: number) => html`
  <div aria-hidden="true">
    ${Array.from(
      { length: count },
      () =>
        html`<div class="flex items-center gap-4 border-b border-line py-4">
          <span class="skeleton h-4 w-4 rounded-full"></span><span class="skeleton h-4 w-2/5"></span>
          <span class="skeleton ml-auto h-4 w-16"></span>
        </div>`,
    )}
  </div>
`;

/** What went wrong, why, and a way on. */
export const failure = (message: string, retry?: () => void) => html`
  <div class="notice danger" role="alert">
    <p class="flex-1">${message}</p>
    ${retry ? html`<button type="button" class="btn" @click=${retry}>Try again</button>` : nothing}
  </div>
`;
