import type { Page } from '../contracts/common.ts';
import { api } from './api.ts';
import * as socket from './socket.ts';

/** How many notifications wait to be read, told now and whenever that changes. Returns the function that stops it. */
export function followUnread(tell: (unread: number) => void): () => void {
  let asked = 0;
  const ask = async () => {
    const mine = (asked += 1);
    const page = await api.get<Page<unknown>>('/notifications?unread=true&limit=1').catch(() => null);
    // Of answers that overtake each other the last one asked for counts.
    if (page && mine === asked) tell(page.total);
  };
  const again = () => void ask();
  document.addEventListener('throughline:read', again);
  const stops = [
    () => document.removeEventListener('throughline:read', again),
    socket.on('notification', again),
    socket.on('notifications_read', again),
    socket.onResync(again),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Says that something was read on this page. */
export const tellRead = (): void => {
  document.dispatchEvent(new CustomEvent('throughline:read'));
};

declare global {
  interface DocumentEventMap {
    'throughline:read': CustomEvent<undefined>;
  }
}
