import { followUnread } from '../../lib/client/unread.ts';
import { asButton } from './as-button.ts';

/** `Notifications, 3 unread` */
const label = (unread: number) => (unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`);

/**
 * Makes the link with `data-bell` open the newest notifications beside it; what shows them loads when it is first
 * wanted. Its count follows what is told and read.
 */
export function wireBell(): void {
  const bell = document.querySelector<HTMLAnchorElement>('a[data-bell]');
  if (!bell) return;
  followUnread((unread) => {
    bell.setAttribute('aria-label', label(unread));
    const badge = bell.querySelector<HTMLElement>('[data-count]');
    if (!badge) return;
    badge.hidden = unread === 0;
    badge.textContent = unread > 99 ? '99+' : String(unread);
  });
  if (!('popover' in HTMLElement.prototype)) return;
  bell.setAttribute('aria-expanded', 'false');
  asButton(bell, () => void toggle(bell));
}

async function toggle(bell: HTMLElement): Promise<void> {
  await import('./notification-panel.ts');
  const panel = document.querySelector('notification-panel') ?? put(bell);
  // A press on the bell while the panel is open has closed it already.
  if (bell.dataset.closedAt && performance.now() - Number(bell.dataset.closedAt) < 300) return;
  panel.showPopover();
  void panel.load();
}

function put(bell: HTMLElement) {
  const panel = document.createElement('notification-panel');
  panel.popover = 'auto';
  panel.className = 'notification-panel';
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', 'Notifications');
  panel.tabIndex = -1;
  panel.addEventListener('toggle', ({ newState }) => {
    const open = newState === 'open';
    bell.setAttribute('aria-expanded', String(open));
    if (open) panel.focus();
    else bell.dataset.closedAt = String(performance.now());
  });
  bell.after(panel);
  return panel;
}
