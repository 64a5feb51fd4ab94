import { onLoginNeeded } from '../../lib/client/api.ts';
import { forgetRecords, recordHere, rememberRecord } from '../../lib/client/recent-records.ts';
import { connect, cutOff, onState, reconnectNow, type ConnectionState } from '../../lib/client/socket.ts';
import { wireBell } from './bell.ts';
import { wireBusyLine } from './busy-line.ts';
import './job-tray.ts';
import './toast-region.ts';
import { wireConnectionNotice } from './connection-notice.ts';
import { wireFootKey } from './foot-key.ts';
import { wireHelp } from './help.ts';
import { keepPlace } from './keep-place.ts';
import { tameMenus } from './menus.ts';
import { wireNotificationToasts } from './notification-toast.ts';
import { goToOutcome } from './outcome.ts';
import { wirePalette } from './palette.ts';
import { wireQuickAdd } from './quick-add.ts';
import { refuseOffline } from './refuse-offline.ts';
import { wireShortcuts } from './shortcuts.ts';
import { wireSkipLink } from './skip-link.ts';
import { rememberZone, wireThemeSwitch } from './theme.ts';

/** What every dashboard page runs: menus, theme, the one socket and its state, and the way back in. */
const words: Record<ConnectionState, string> = {
  connecting: 'Connecting',
  live: 'Live: changes show as they happen',
  offline: 'Not connected: trying again',
};

const showState = (state: ConnectionState) => {
  for (const dot of document.querySelectorAll<HTMLElement>('[data-live]')) {
    dot.dataset.live = state;
    dot.title = words[state];
    const label = dot.querySelector('[data-live-words]');
    if (label) label.textContent = words[state];
  }
};

tameMenus();
keepPlace();
goToOutcome();
wireSkipLink();
wireFootKey();
wireBell();
wireNotificationToasts();
wirePalette();
wireQuickAdd();
wireShortcuts();
wireHelp();
rememberRecord();
wireThemeSwitch();
rememberZone();
onState(showState);
wireConnectionNotice();
refuseOffline();
// After those that may keep a form from being sent.
wireBusyLine();
document.addEventListener('submit', ({ target }) => {
  if (target instanceof HTMLFormElement && target.getAttribute('action') === '/logout') forgetRecords();
});
window.addEventListener('online', reconnectNow);
window.addEventListener('offline', cutOff);
onLoginNeeded(async () => {
  await import('./login-dialog.ts');
  const dialog =
    document.querySelector('login-dialog') ?? document.body.appendChild(document.createElement('login-dialog'));
  const loggedIn = await dialog.ask();
  if (loggedIn) reconnectNow();
  return loggedIn;
});
// The page is usable before its socket is: connecting waits until the browser is idle.
const goLive = () => {
  void connect();
  if (recordHere()) void import('../presence/also-here.ts');
};
if ('requestIdleCallback' in window) requestIdleCallback(goLive, { timeout: 1500 });
else setTimeout(goLive, 200);
