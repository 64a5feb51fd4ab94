// npm start: the built product, with everything it needs.
import { ensureBuilt } from './lib/build.ts';
import { loadEnvironment } from './lib/environment.ts';
import { main, runInForeground } from './lib/foreground.ts';

await main(async () => {
  const env = loadEnvironment();
  await ensureBuilt();
  await runInForeground({ mode: 'production', env });
});
