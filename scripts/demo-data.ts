// npm run demo-data [-- --customers 40] [-- --again]: fills the database with invented customers and planned tasks.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listCustomersQuery } from '../src/lib/contracts/customer.ts';
import { listUsersQuery } from '../src/lib/contracts/user.ts';
import type { Actor } from '../src/lib/domain/actor.ts';
import { buildContainer } from '../src/server/container.ts';
import { start } from '../src/server/embedded-mongo/index.ts';
import { parseEnvironment } from '../src/server/env.ts';
import type { Ports } from '../src/server/ports/index.ts';
import { findActor } from '../src/server/use-cases/auth/member-of-session.ts';
import { systemActor } from '../src/server/use-cases/shared/system-actor.ts';
import { demoTag, fill } from './demo/fill.ts';
import { dataFolder, ensureSecrets, loadEnvironment, StartError, type Environment } from './lib/environment.ts';
import { main } from './lib/foreground.ts';

const most = 2000;

await main(async () => {
  const { customers, again } = wishes();
  const env = loadEnvironment();
  const database = env.MONGODB_URI ? null : await openEmbedded(env);
  try {
    const uri = database?.uri ?? env.MONGODB_URI;
    const settings = { LOG_LEVEL: 'error', ...env, ...ensureSecrets(env), MONGODB_URI: uri };
    const container = await buildContainer(parseEnvironment(settings));
    try {
      await run(container.ports, { customers, again });
    } finally {
      await container.close();
    }
  } finally {
    await database?.close();
  }
});

function wishes(): { customers: number; again: boolean } {
  const { values } = parseArgs({
    options: { customers: { type: 'string', default: '40' }, again: { type: 'boolean', default: false } },
  });
  const customers = Number(values.customers);
  if (!Number.isInteger(customers) || customers < 1 || customers > most) {
    throw new StartError(`--customers takes a number from 1 to ${most}.`);
  }
  return { customers, again: values.again };
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

async function run(ports: Ports, { customers, again }: { customers: number; again: boolean }): Promise<void> {
  const invented = await ports.customers.list(listCustomersQuery.parse({ tag: demoTag, limit: '1' }));
  if (invented.total > 0 && !again) {
    throw new StartError(`There are ${invented.total} invented customers already. Add --again to invent more.`);
  }
  const members = await ports.users.members();
  const tasks = await fill({ ports, actor: await inviter(ports) }, { customers, before: invented.total, members });
  console.log(`Made ${customers} customers and ${tasks} planned tasks.`);
  if (members.length === 0) console.log('They belong to nobody yet: make an account, then assign them.');
}

/** The first administrator, in whose name all is made; the system while there is none. */
async function inviter(ports: Ports): Promise<Actor> {
  const { items } = await ports.users.list(listUsersQuery.parse({ role: 'admin', isActive: 'true', limit: '1' }));
  const [admin] = items;
  return (admin && (await findActor(ports, admin.id))) ?? systemActor;
}
