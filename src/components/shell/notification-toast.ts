import { api } from '../../lib/client/api.ts';
import * as socket from '../../lib/client/socket.ts';
import { toast } from '../../lib/client/toasts.ts';
import type { ServerEvent } from '../../lib/contracts/socket.ts';

/** A page that is not in front waits so long for one that is. */
const waitMs = 200;
const kept = 'notifications-told';
const mostKept = 20;

/** Says each new notification once in this browser, on the page in front, however many are open; on none that is hidden. */
export function wireNotificationToasts(): void {
  socket.on('notification', (told) => {
    if (document.visibilityState !== 'visible') return;
    if (document.hasFocus()) say(told);
    else setTimeout(() => say(told), waitMs);
  });
}

function say({ notificationId, title, link }: ServerEvent<'notification'>): void {
  if (!claim(notificationId)) return;
  const open = (href: string) => {
    void api.post(`/notifications/${notificationId}/read`).catch(() => undefined);
    location.assign(href);
  };
  toast({ message: title, ...(link !== null && { action: { label: 'Open', run: () => open(link) } }) });
}

/** Whether this page is the first to say it. */
function claim(id: string): boolean {
  try {
    const told = (localStorage.getItem(kept) ?? '').split(' ');
    if (told.includes(id)) return false;
    localStorage.setItem(kept, [id, ...told].slice(0, mostKept).join(' '));
  } catch {
    // Where nothing can be kept, each page says it: better twice than never.
  }
  return true;
}
