// node scripts/healthcheck.mjs web|sidecar: whether that process, in this container, answers GET /healthz.
const ports = { web: process.env.PORT ?? '3000', sidecar: process.env.REALTIME_PORT ?? '3001' };
const port = ports[process.argv[2]];
if (!port) throw new Error('Usage: node scripts/healthcheck.mjs web|sidecar');

const alive = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4_000) }).then(
  (answer) => answer.ok,
  () => false,
);
process.exitCode = alive ? 0 : 1;
