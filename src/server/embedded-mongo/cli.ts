import { parseArgs } from 'node:util';
import { start } from './server.ts';

const USAGE = `usage: node cli.ts --path <directory or file> [--socket <path ending in .sock>] [--parent-stdin]
Prints one line of JSON, {"uri": "…"}, when it is ready. Stops on SIGTERM and SIGINT, and with --parent-stdin when its
standard input closes.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      path: { type: 'string' },
      socket: { type: 'string' },
      'parent-stdin': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.path === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const running = await start({ path: values.path, ...(values.socket === undefined ? {} : { socket: values.socket }) });
  process.stdout.write(`${JSON.stringify({ uri: running.uri })}\n`);
  const stop = (): void => {
    void running.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (values['parent-stdin']) process.stdin.resume().once('end', stop).once('close', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
