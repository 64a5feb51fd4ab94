// npm run dev: the product from its sources; web and sidecar each reload on their own.
import { loadEnvironment } from './lib/environment.ts';
import { main, runInForeground } from './lib/foreground.ts';

await main(async () => {
  await runInForeground({ mode: 'development', env: loadEnvironment() });
});
