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
  // A press on the bell while the panel is open closes it by itself.
  let closes = false;
  bell.addEventListener('pointerdown', () => (closes = bell.getAttribute('aria-expanded') === 'true'));
  asButton(bell, () => {
    if (!closes) void open(bell);
    closes = false;
  });
}

async function open(bell: HTMLElement): Promise<void> {
  await import('./notification-panel.ts');
  const panel = document.querySelector('notification-panel') ?? put(bell);
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
    const isOpen = newState === 'open';
    bell.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) panel.focus();
  });
  bell.after(panel);
  return panel;
}
