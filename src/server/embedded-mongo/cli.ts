import { parseArgs } from 'node:util';
import { backUp } from './backup/backup.ts';
import { restore } from './backup/restore.ts';
import { start } from './server.ts';

const USAGE = `usage:
  node cli.ts --path <directory or file> [--socket <path ending in .sock>] [--parent-stdin]
    Serves a database. Prints one line of JSON, {"uri": "…"}, when it is ready. Stops on SIGTERM and SIGINT, and with
    --parent-stdin when its standard input closes.
  node cli.ts backup --path <directory or file> --to <file>
    Copies a database into a new file. It may be in use.
  node cli.ts restore --from <file> --path <directory or file> [--replace]
    Makes a database of such a file. It may not be in use; one that holds data is replaced only with --replace.`;

const OPTIONS = {
  path: { type: 'string' },
  socket: { type: 'string' },
  'parent-stdin': { type: 'boolean', default: false },
  to: { type: 'string' },
  from: { type: 'string' },
  replace: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const { path, socket, to, from, replace } = values;
  const [command, ...more] = positionals;
  if (values.help || path === undefined || more.length > 0) usage(values.help);
  else if (command === undefined) await serve(path, socket, values['parent-stdin']);
  else if (command === 'backup' && to !== undefined) {
    const bytes = await backUp({ path, to });
    process.stdout.write(`${to}: ${bytes} bytes\n`);
  } else if (command === 'restore' && from !== undefined) restore({ from, path, replace });
  else usage(false);
}

function usage(asked: boolean): void {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = asked ? 0 : 2;
}

async function serve(path: string, socket: string | undefined, withParent: boolean): Promise<void> {
  const running = await start({ path, onFault: giveUp, ...(socket === undefined ? {} : { socket }) });
  process.stdout.write(`${JSON.stringify({ uri: running.uri })}\n`);
  const stop = (): void => {
    void running.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (withParent) process.stdin.resume().once('end', stop).once('close', stop);
}

/** Whoever watches over this process starts it again, and the file is opened anew. */
function giveUp(error: Error): void {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
