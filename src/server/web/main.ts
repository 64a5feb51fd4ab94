import { once } from 'node:events';
import { environment } from '../env.ts';
import { createLogger } from '../log.ts';
import { clientFolder, loadHandler, staticHeadersFile } from './load-handler.ts';
import { createMetrics } from './metrics.ts';
import { createRealtimeProxy } from './realtime-proxy.ts';
import { loadStaticFiles } from './static-files.ts';
import { stopWeb } from './stop.ts';
import { warmUp } from './warm-up.ts';
import { createWebServer } from './web-server.ts';

/** The web process: Astro's handler inside an HTTP server of our own. */
async function main(): Promise<void> {
  const env = environment();
  const log = createLogger(env);
  const proxy = createRealtimeProxy(env, log);
  const server = createWebServer({
    env,
    log,
    proxy,
    handler: await loadHandler(),
    files: loadStaticFiles(clientFolder, staticHeadersFile, env.SITE_URL),
    metrics: await createMetrics(env.METRICS_TOKEN),
  });
  server.listen(env.PORT, env.HOST);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : env.PORT;
  log.info({ host: env.HOST, port, site: env.SITE_URL }, 'listening');

  const ended = new AbortController();
  const stop = () => {
    if (ended.signal.aborted) return;
    ended.abort();
    void stopWeb({ server, proxy, log }).finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  await warmUp({ port, host: env.HOST, log, signal: ended.signal });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
