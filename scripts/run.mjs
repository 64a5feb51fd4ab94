// node scripts/run.mjs <scripts/x.ts | command of a package> [arguments]
//
// The door to every npm script. It is plain JavaScript without dependencies that an old Node understands: where the
// machine's own Node is too old it fetches Node 24 through npx, once, and runs itself again under that one.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

// npm passes SIGTERM on to the shell between it and this process only, and a shell may die of it alone.
if (process.env.npm_lifecycle_event) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

const oldest = [24, 3]; // the first whose type stripping is silent
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) {
  const { run } = await import('./lib/run.ts');
  await run(process.argv.slice(2));
} else {
  runUnder(findNode());
}

/** The path of a Node 24: the one found last time, else what npx fetches. */
function findNode() {
  const note = join(root, 'node_modules', '.cache', 'throughline', 'node24');
  const known = existsSync(note) && readFileSync(note, 'utf8');
  if (known && existsSync(known)) return known;
  console.log(`Node ${process.versions.node} is too old for Throughline; fetching Node 24 (once).`);
  const npx = spawnSync('npx', ['-y', '-p', 'node@24', '-c', 'node -p process.execPath'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const path = (npx.stdout || '').trim().split('\n').pop();
  if (npx.status !== 0 || !path || !existsSync(path)) {
    console.error('Could not fetch Node 24. Check the network, or install Node 24 (https://nodejs.org) and try again.');
    process.exit(1);
  }
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, path);
  return path;
}

/** Runs this file again under `node`, passes signals on and ends as it ends. */
function runUnder(node) {
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH, THROUGHLINE_NODE: node },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}
