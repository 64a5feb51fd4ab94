import type { ReactiveControllerHost } from 'lit';
import { LiveController } from './live-controller.ts';

/** Has the browser ask before the page is left while something typed is not saved; as long as the element is there. */
export function guardUnsaved(host: ReactiveControllerHost, unsaved: () => boolean): void {
  const guard = (event: BeforeUnloadEvent): void => {
    if (unsaved()) event.preventDefault();
  };
  new LiveController(host, () => {
    addEventListener('beforeunload', guard);
    return [() => removeEventListener('beforeunload', guard)];
  });
}
