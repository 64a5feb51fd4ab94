import { onState, reconnectNow } from '../../lib/client/socket.ts';
import { toast } from '../../lib/client/toasts.ts';

/** A short gap mends itself; only a longer one is worth a word. */
const patienceMs = 4000;

/** Says that the server does not answer, as long as it does not: what is shown may be old, what is typed stays. */
export function wireConnectionNotice(): void {
  const notice = document.createElement('div');
  notice.className = 'connection-notice notice';
  notice.setAttribute('role', 'status');
  (document.querySelector('.page-foot') ?? document.body).append(notice);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onState((state) => {
    clearTimeout(timer);
    if (state === 'offline') {
      timer = setTimeout(() => notice.replaceChildren(...words()), navigator.onLine ? patienceMs : 0);
    } else {
      const wasSaid = notice.hasChildNodes();
      notice.replaceChildren();
      if (wasSaid && state === 'live') toast({ message: 'Connected again. What changed meanwhile is shown.' });
    }
  });
}

function words(): HTMLElement[] {
  const text = document.createElement('p');
  const fault = navigator.onLine ? 'The server does not answer.' : 'You are offline.';
  text.textContent = `${fault} What you see may be old, what you type stays here until it can be saved. It tries again by itself.`;
  const again = document.createElement('button');
  again.type = 'button';
  again.className = 'btn';
  again.textContent = 'Try now';
  again.addEventListener('click', reconnectNow);
  return [text, again];
}
