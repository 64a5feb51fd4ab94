/**
 * Leads to the content at once. A fragment in the address would do so again when all of the page has come, and take the
 * focus from whoever types already.
 */
export function wireSkipLink(): void {
  document.querySelector('a[href="#content"]')?.addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('content')?.focus();
  });
}
