import { toast } from '../../lib/client/toasts.ts';

/** A form that is sent offline would leave its page for the browser's own, with what was typed: it stays instead. */
export function refuseOffline(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || navigator.onLine || !(form instanceof HTMLFormElement)) return;
    if (form.method === 'dialog') return;
    event.preventDefault();
    toast({
      message: 'Not sent: you are offline. What you entered is still here; send it again later.',
      tone: 'danger',
    });
  });
}
