/** Where the page was about to go. It stays: the tests live in it. */
const destinations: string[] = [];
let watching = false;

export function stayHere(): string[] {
  destinations.length = 0;
  if (watching) return destinations;
  watching = true;
  navigation.addEventListener('navigate', (event) => {
    if (event.destination.sameDocument) return;
    event.preventDefault();
    const { pathname, search } = new URL(event.destination.url);
    destinations.push(`${event.navigationType} ${pathname}${search}`);
  });
  return destinations;
}
