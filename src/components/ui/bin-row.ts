import { html, type TemplateResult } from 'lit';
import { formatNearDayWithin } from '../../lib/client/format.ts';
import { binDays } from '../../lib/contracts/limits.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Something in the bin: what it is, when it goes for good, and the way back. */
export const binRow = (
  { id, name, deletedAt }: { id: string; name: string; deletedAt: string | null },
  { tick, zone, now }: { tick: unknown; zone: string; now: string },
): TemplateResult => {
  const goes = Date.parse(deletedAt ?? now) + binDays * dayMs;
  return html`<li class="task-row bin-row">
    ${tick}
    <div class="task-main">
      <p class="font-semibold wrap-anywhere">${name}</p>
      <p class="text-sm text-muted">Goes for good: ${formatNearDayWithin(goes, zone, now)}</p>
    </div>
    <button class="btn" name="one" value=${id} aria-label="Restore ${name}">Restore</button>
  </li>`;
};
