import { onState, type ConnectionState } from '../../lib/client/socket.ts';
import { toast } from '../../lib/client/toasts.ts';

/**
 * A form that is sent offline would leave its page for the browser's own, with what was typed: it stays instead. A
 * device without any network may still reach a server that runs on it: then the socket says so.
 */
export function refuseOffline(): void {
  let connection: ConnectionState = 'connecting';
  onState((state) => (connection = state));
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || navigator.onLine || connection === 'live' || !(form instanceof HTMLFormElement))
      return;
    if (form.method === 'dialog') return;
    event.preventDefault();
    toast({
      message: 'Not sent: you are offline. What you entered is still here; send it again later.',
      tone: 'danger',
    });
  });
}
