const pauseMs = 1500;
const place = '[data-samples]';

/** While sample data is being made or removed: shows what came of it when it is over, without a new page. */
export function followSamples(): void {
  if (document.querySelector<HTMLElement>(place)?.dataset.samples === 'busy') setTimeout(() => void look(), pauseMs);
}

async function look(): Promise<void> {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    const served = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector(place);
    if (answer.ok && served) document.querySelector(place)?.replaceWith(served);
  } catch {
    // The server is away for the moment: the next look tells.
  }
  followSamples();
}
