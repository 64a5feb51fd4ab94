/** A form that is on its way to the server is not sent again by an impatient second click. */
export function submitOnce(): void {
  const sent = new WeakSet<HTMLFormElement>();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    // Islands that answer by themselves have prevented the sending already.
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'post') return;
    if (sent.has(form)) event.preventDefault();
    sent.add(form);
    // A refused or cancelled sending leaves the page here: then it may be tried again.
    setTimeout(() => sent.delete(form), 3000);
  });
}
