/**
 * A form that was sent brings its page anew: whoever works by keys goes on at the first field that was refused, or else
 * at what came of it (`data-outcome`), which is read out by that.
 */
export function goToOutcome(): void {
  // The fragment of the address takes the focus once more when all of the page has come.
  if (document.readyState === 'complete') go();
  else addEventListener('load', () => setTimeout(go), { once: true });
}

function go(): void {
  if ((document.activeElement ?? document.body) !== document.body) return;
  const main = document.getElementById('content');
  const place =
    main?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? main?.querySelector<HTMLElement>('[data-outcome]');
  if (!place?.checkVisibility()) return;
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: location.hash !== '' });
}
