import { onUnderWay } from '../../lib/client/under-way.ts';

/** A page that was asked for and has not come by then: an answer that was saved as a file, or none. */
const patienceMs = 10_000;

/**
 * The line at the top of the page runs while a change, a form or the next page is on its way: whoever pressed
 * something sees at once that it was noticed, however long the server takes.
 */
export function wireBusyLine(): void {
  const page = document.documentElement;
  let changing = false;
  let givesUp: ReturnType<typeof setTimeout> | undefined;
  const show = () => page.toggleAttribute('data-under-way', changing || givesUp !== undefined);
  const stay = () => {
    clearTimeout(givesUp);
    givesUp = undefined;
    show();
  };
  const leave = () => {
    clearTimeout(givesUp);
    givesUp = setTimeout(stay, patienceMs);
    show();
  };
  onUnderWay((underWay) => {
    changing = underWay;
    show();
  });
  document.addEventListener('click', (event) => {
    if (leads(event)) leave();
  });
  document.addEventListener('submit', (event) => {
    const { method } = event.target as HTMLFormElement;
    if (!event.defaultPrevented && method !== 'dialog') leave();
  });
  // Whoever is asked, because something typed is not saved, may stay.
  addEventListener('beforeunload', (event) => {
    setTimeout(() => {
      if (event.defaultPrevented) stay();
    });
  });
  addEventListener('pageshow', stay);
}

/** Whether a click on a link has another page come into this window. */
function leads(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || event.defaultPrevented || event.button !== 0) return false;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false;
  if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return false;
  return link.pathname !== location.pathname || link.search !== location.search || !link.hash;
}
