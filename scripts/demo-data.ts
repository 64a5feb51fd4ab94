// npm run demo-data [-- --customers 40 --seed 1 --again]: fills the database with invented customers, their deals, notes
// and planned tasks, as if a team had worked with them for months.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listCustomersQuery } from '../src/lib/contracts/customer.ts';
import { may, type Actor } from '../src/lib/domain/actor.ts';
import { buildContainer } from '../src/server/container.ts';
import { start } from '../src/server/embedded-mongo/index.ts';
import { parseEnvironment } from '../src/server/env.ts';
import type { Ports } from '../src/server/ports/index.ts';
import { findActor } from '../src/server/use-cases/auth/member-of-session.ts';
import { fill } from '../src/server/use-cases/samples/fill.ts';
import { systemActor } from '../src/server/use-cases/shared/system-actor.ts';
import { inventCompany } from './demo/companies.ts';
import { dataFolder, ensureSecrets, loadEnvironment, StartError, type Environment } from './lib/environment.ts';
import { main } from './lib/foreground.ts';

const most = 20_000;
/** Marks what was invented. */
const demoTag = 'demo';

interface Wishes {
  customers: number;
  seed: number;
  again: boolean;
}

await main(async () => {
  const wanted = wishes();
  const env = loadEnvironment();
  const database = env.MONGODB_URI ? null : await openEmbedded(env);
  try {
    const uri = database?.uri ?? env.MONGODB_URI;
    const settings = { LOG_LEVEL: 'error', ...env, ...ensureSecrets(env), MONGODB_URI: uri };
    const container = await buildContainer(parseEnvironment(settings));
    try {
      await run(container.ports, wanted);
    } finally {
      await container.close();
    }
  } finally {
    await database?.close();
  }
});

function wishes(): Wishes {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
      again: { type: 'boolean', default: false },
    },
  });
  return {
    customers: wholeNumber('customers', values.customers, { from: 1, to: most }),
    seed: wholeNumber('seed', values.seed, { from: 0, to: 1_000_000 }),
    again: values.again,
  };
}

function wholeNumber(name: string, text: string, { from, to }: { from: number; to: number }): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= from && number <= to) return number;
  throw new StartError(`--${name} takes a number from ${from} to ${to}.`);
}

async function openEmbedded(env: Environment) {
  try {
    return await start({ path: join(dataFolder(env), 'db') });
  } catch (error) {
    throw new StartError(
      `The embedded database cannot be opened (${error instanceof Error ? error.message : String(error)}). ` +
        'If Throughline is running, stop it first; with MONGODB_URI set it can go on running.',
    );
  }
}

async function run(ports: Ports, { customers, seed, again }: Wishes): Promise<void> {
  const invented = await ports.customers.list(listCustomersQuery.parse({ tag: demoTag, limit: '1' }));
  if (invented.total > 0 && !again) {
    throw new StartError(`There are ${invented.total} invented customers already. Add --again to invent more.`);
  }
  const sellers = await sellersOf(ports);
  const started = Date.now();
  await fill(ports, {
    customers,
    tag: demoTag,
    invent: (number) => inventCompany(seed, number),
    before: invented.total,
    actors: sellers.length > 0 ? sellers : [systemActor],
    onProgress: (done) => console.log(`${done} of ${customers} customers`),
  });
  console.log(`Made ${customers} customers with their histories in ${Math.round((Date.now() - started) / 1000)} s.`);
  if (sellers.length === 0) console.log('They belong to nobody yet: make an account, then assign them.');
}

/** Members who may do all that happens in the stories. */
async function sellersOf(ports: Ports): Promise<Actor[]> {
  const members = await ports.users.members();
  const found = await Promise.all(members.map(({ id }) => findActor(ports, id)));
  const actors = found.filter((actor) => actor !== null);
  const needed = ['customers.write', 'deals.write', 'tasks.write', 'ai.generate'] as const;
  return actors.filter((actor) => needed.every((permission) => may(actor, permission)));
}
