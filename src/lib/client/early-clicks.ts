/** An element that the server drew and whose script is on its way: see LightElement. */
type Waiting = HTMLElement & { updateComplete?: Promise<unknown> };

/**
 * Keeps clicks on buttons that nothing answers yet, and makes them again once their element lives. Buttons that post a
 * form work by themselves.
 */
export function keepEarlyClicks(): void {
  const waiting = new Set<HTMLButtonElement>();
  const onClick = ({ target }: MouseEvent): void => {
    const button = target instanceof Element ? target.closest('button') : null;
    const element = button?.closest<Waiting>('[data-ssr]');
    if (!button || !element || waiting.has(button) || (button.form && button.type === 'submit')) return;
    waiting.add(button);
    const observer = new MutationObserver(() => {
      observer.disconnect();
      waiting.delete(button);
      void element.updateComplete?.then(() => button.click());
    });
    observer.observe(element, { attributes: true, attributeFilter: ['data-ssr'] });
  };
  document.addEventListener('click', onClick, { capture: true });
}
