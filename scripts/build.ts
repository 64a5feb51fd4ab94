// npm run build: dist/, unless it was built from just these sources.
import { ensureBuilt } from './lib/build.ts';
import { main } from './lib/foreground.ts';

await main(ensureBuilt);
