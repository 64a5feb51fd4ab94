import type { Toast } from '../../../src/lib/client/toasts.ts';

const heard: Toast[] = [];
document.addEventListener('throughline:toast', (event) => {
  event.preventDefault();
  heard.push(event.detail);
});

/** What was said on the page since the last `forgetToasts`. */
export const toasts = (): string[] => heard.map(({ message }) => message);
export const lastToast = (): Toast | undefined => heard.at(-1);
export const forgetToasts = (): void => void heard.splice(0);
