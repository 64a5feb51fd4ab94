/**
 * Measures the embedded database through mongoose, in a process of its own: `npm run bench:db [documents]`. Prints the time
 * of one operation (mean, median, 95th percentile and the longest, milliseconds), memory and start-up.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { smallHeap } from './lib/small-heap.ts';

const COUNT = Number(process.argv[2] ?? 100_000);
const CLI = join(import.meta.dirname, '../src/server/embedded-mongo/cli.ts');
const path = mkdtempSync(join(tmpdir(), 'bench-db-'));

interface Server {
  uri: string;
  child: ChildProcess;
}

async function launch(): Promise<Server> {
  const started = performance.now();
  const child = spawn(process.execPath, [...smallHeap, CLI, '--path', path, '--parent-stdin'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(path, 'compile-cache') },
  });
  const line = await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk))));
  console.log(`started in ${(performance.now() - started).toFixed(0)} ms, ${memory(child)}`);
  return { ...(JSON.parse(line) as { uri: string }), child };
}

function memory(child: ChildProcess): string {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8'))?.[1];
    return `RSS ${(Number(kilobytes) / 1024).toFixed(0)} MB`;
  } catch {
    return 'RSS unknown here';
  }
}

async function stop({ child }: Server): Promise<void> {
  await mongoose.disconnect();
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await exited;
}

async function measure(name: string, times: number, run: (i: number) => Promise<unknown>): Promise<void> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const started = performance.now();
    await run(i);
    taken.push(performance.now() - started);
  }
  report(name, taken);
}

function report(name: string, taken: number[]): void {
  taken.sort((a, b) => a - b);
  const mean = taken.reduce((sum, value) => sum + value, 0) / taken.length;
  const at = (share: number): string =>
    (taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0).toFixed(2).padStart(8);
  const figures = [`mean ${mean.toFixed(2).padStart(8)}`, `median ${at(0.5)}`, `p95 ${at(0.95)}`, `most ${at(1)}`];
  console.log(`${name.padEnd(46)} ${figures.join('  ')} ms`);
}

/** Measures an operation for as long as another goes on. */
async function measureDuring(name: string, work: Promise<unknown>, run: (i: number) => Promise<unknown>) {
  const state = { over: false };
  const end = work.finally(() => (state.over = true));
  const taken: number[] = [];
  while (!state.over) {
    const started = performance.now();
    await run(taken.length);
    taken.push(performance.now() - started);
  }
  await end;
  report(name, taken);
}

async function readEverything({ uri }: Server): Promise<void> {
  const reader = spawn(process.execPath, [join(import.meta.dirname, 'bench/read-everything.ts'), uri], {
    stdio: 'inherit',
  });
  await new Promise((resolve) => reader.once('exit', resolve));
}

/** From a write's acknowledgement to its change event at the same client. */
async function measureEvents(): Promise<void> {
  const stream = Customer.collection.watch();
  let next = stream.next();
  const taken: number[] = [];
  for (let i = 0; i < 100; i++) {
    await Customer.collection.updateOne({ email: 'c1@example.org' }, { $inc: { score: 1 } });
    const acknowledged = performance.now();
    await next;
    taken.push(performance.now() - acknowledged);
    next = stream.next();
  }
  next.catch(() => undefined);
  await stream.close();
  report('change event after the write was acknowledged', taken);
}

const schema = new mongoose.Schema({
  email: { type: String, unique: true },
  status: String,
  score: Number,
  name: String,
  createdAt: Date,
  address: { city: String, zip: String },
  tags: [String],
});
schema.index({ status: 1, createdAt: -1 });
const Customer = mongoose.model('Customer', schema);

const customer = (i: number) => ({
  email: `c${i}@example.org`,
  status: ['lead', 'active', 'lost', 'won'][i % 4],
  score: (i * 7919) % 1000,
  name: `Customer ${i}`,
  createdAt: new Date(1.7e12 + i * 60_000),
  address: { city: 'Berlin', zip: String(10_000 + (i % 90_000)) },
  tags: ['a', 'b', 'c'],
});

async function bench(): Promise<void> {
  let server = await launch();
  await mongoose.connect(server.uri, { maxPoolSize: 30 });
  await Customer.init();
  let n = 0;
  await measure('insert, one after another', 200, () => Customer.create(customer(n++)));
  await measure('insert, 20 at once (for all 20)', 30, () =>
    Promise.all(Array.from({ length: 20 }, () => Customer.create(customer(n++)))),
  );
  const batches = Math.max(1, Math.floor((COUNT - n) / 1000));
  const started = performance.now();
  await measure('insertMany(1000) by the driver', batches, () =>
    Customer.collection.insertMany(Array.from({ length: 1000 }, () => customer(n++))),
  );
  console.log(
    `  ${Math.round((batches * 1000) / ((performance.now() - started) / 1000))} documents a second; ${memory(server.child)}`,
  );
  await stop(server);
  server = await launch();
  await mongoose.connect(server.uri, { maxPoolSize: 30 });
  // What the driver and the socket take by themselves.
  await measure('ping', 1000, () => mongoose.connection.db?.command({ ping: 1 }) ?? Promise.resolve());
  const ids = (await Customer.find().limit(1000).select('_id').lean()).map(({ _id }) => _id);
  await measure('find by id', 1000, (i) => Customer.findById(ids[i % ids.length]).lean());
  await measure('find by unique index', 1000, (i) => Customer.findOne({ email: `c${i * 7}@example.org` }).lean());
  const page = { status: 'active' };
  await measure('indexed filter, sort, limit 25', 300, () =>
    Customer.find(page).sort({ createdAt: -1 }).limit(25).lean(),
  );
  await measure('the same without an index', 5, () =>
    Customer.find({ 'address.city': 'Berlin' }).sort({ score: 1 }).limit(25).lean(),
  );
  await measure('count of an indexed filter', 20, () => Customer.countDocuments(page));
  await measure('update by id', 200, (i) => Customer.updateOne({ _id: ids[i % ids.length] }, { $inc: { score: 1 } }));
  const total = { $group: { _id: '$status', n: { $sum: 1 }, score: { $avg: '$score' } } };
  await measure('$group over everything', 3, () => Customer.aggregate([total]));
  const find = (i: number) => Customer.findById(ids[i % ids.length]).lean();
  await measureDuring('find by id during a $group', Customer.aggregate([total]).exec(), find);
  await measureDuring(
    'find by id during createIndex',
    Customer.collection.createIndexes([{ key: { name: 1, score: 1 } }]),
    find,
  );
  await measureDuring('find by id beside a reader of everything', readEverything(server), find);
  await measureEvents();
  console.log(`${n} documents, ${memory(server.child)}`);
  await stop(server);
}

try {
  await bench();
} finally {
  rmSync(path, { recursive: true, force: true });
}
