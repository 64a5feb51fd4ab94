// npm test: everything, or the steps named as arguments; what follows them goes to the step's own command.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { ensureBuilt } from './lib/build.ts';
import { ensureChromium } from './lib/chromium-install.ts';
import { commandPath } from './lib/run.ts';
import { root } from './lib/root.ts';
import { checks, everything, reports, suites, type Counts, type Step } from './lib/steps.ts';

interface Result extends Counts {
  name: string;
  seconds: number;
  ok: boolean;
}

const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };
const known = [...checks, ...suites].map(({ name }) => name);
const given = process.argv.slice(2);
const firstOther = given.findIndex((word) => !known.includes(word));
const named = firstOther < 0 ? given : given.slice(0, firstOther);
const others = firstOther < 0 ? [] : given.slice(firstOther);
const wanted = named.length > 0 ? named : everything;

/** Made once for all steps that need them. */
let content: Promise<boolean> | undefined;
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const results = await inLanes(2, checks.filter(isWanted), (step) => measured(step, 'when it fails'));
for (const step of suites.filter(isWanted)) results.push(await measured(step, 'as it comes'));
report(results);

function isWanted({ name }: Step): boolean {
  return wanted.includes(name);
}

/** Works through `items`, `lanes` at a time. */
async function inLanes<Item, Done>(lanes: number, items: Item[], work: (item: Item) => Promise<Done>): Promise<Done[]> {
  const queue = [...items];
  const done: Done[] = [];
  const lane = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) done.push(await work(item));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done;
}

async function measured(step: Step, output: Output): Promise<Result> {
  const start = performance.now();
  console.log(`\n▶ ${step.name}`);
  const ok = (await prepared(step)) && (await commandsPass(step, output));
  const counts = countsOf(step, ok);
  const seconds = (performance.now() - start) / 1000;
  console.log(`${ok ? '✔' : '✘'} ${step.name} (${seconds.toFixed(1)} s)`);
  return { name: step.name, seconds, ok, ...counts };
}

/** What the step's own report says; a failure that it does not tell of counts as one. */
function countsOf({ counts }: Step, ok: boolean): Counts {
  const told = counts && reading(counts);
  if (!told) return { ...nothing, failed: ok ? 0 : 1 };
  return { ...told, failed: ok ? told.failed : Math.max(1, told.failed) };
}

function reading(counts: () => Counts): Counts | undefined {
  try {
    return counts();
  } catch {
    return undefined; // the step ended before it wrote a report
  }
}

async function prepared({ needs = [] }: Step): Promise<boolean> {
  try {
    const missing = needs.includes('chromium') ? ensureChromium() : undefined;
    if (missing) throw new Error(missing);
    if (needs.includes('content') && !(await (content ??= passes('astro', ['sync'], 'when it fails')))) return false;
    if (needs.includes('build')) await ensureBuilt();
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

type Output = 'as it comes' | 'when it fails';

async function commandsPass({ commands, counts }: Step, output: Output): Promise<boolean> {
  let ok = true;
  for (const [command = '', ...args] of commands) {
    ok = (await passes(command, counts ? [...args, ...others] : args, output)) && ok;
  }
  return ok;
}

function passes(command: string, args: string[], output: Output): Promise<boolean> {
  const script = command.endsWith('.ts') ? command : commandPath(command);
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    stdio: output === 'as it comes' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => said.push(data.toString()));
  return new Promise((done) => {
    child.on('close', (code) => {
      if (code !== 0 && said.length > 0) console.error(`\n${command} ${args.join(' ')}\n${said.join('')}`);
      done(code === 0);
    });
  });
}

function report(results: Result[]): void {
  console.log('\nstep       result   tests  seconds');
  for (const { name, ok, passed, failed, seconds } of results) {
    const tests = passed + failed > 0 && ok ? String(passed) : '';
    console.log(
      [name.padEnd(10), (ok ? 'passed' : 'FAILED').padEnd(7), tests.padStart(6), seconds.toFixed(1).padStart(8)].join(
        ' ',
      ),
    );
  }
  const sum = (of: keyof Counts) => results.reduce((total, result) => total + result[of], 0);
  const skipped = sum('skipped');
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
}
