import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../lib/root.ts';
import { Api } from '../lib/api.ts';

const password = 'correct horse battery';

export const people = {
  dana: { email: 'dana@example.com', firstName: 'Dana', lastName: 'Kim', password },
  tom: { email: 'tom@example.com', firstName: 'Tom', lastName: 'Berger', password },
  ines: { email: 'ines@example.com', firstName: 'Ines', lastName: 'Soto', password },
};

type Env = Record<string, string | undefined>;

/** The accounts of a small team: the first is the administrator. Answers with the clients of the first two. */
export async function makeTeam(url: string): Promise<{ dana: Api; tom: Api; danaId: string; tomId: string }> {
  const join = async (person: (typeof people)[keyof typeof people]) => {
    const api = new Api(url);
    const { user, token } = await api.call<{ user: { id: string }; token: string }>(
      'POST',
      '/api/auth/register',
      person,
    );
    api.token = token;
    return { api, id: user.id };
  };
  const dana = await join(people.dana);
  const tom = await join(people.tom);
  await join(people.ines);
  return { dana: dana.api, tom: tom.api, danaId: dana.id, tomId: tom.id };
}

/** Logs in again: access tokens end when the secrets of a process do not, but minutes pass. */
export async function logIn(url: string, { email }: { email: string }): Promise<Api> {
  const api = new Api(url);
  api.token = (await api.call<{ token: string }>('POST', '/api/auth/login', { email, password })).token;
  return api;
}

/** Invents customers with their histories, as `npm run demo-data` does; the product must not be running. */
export async function invent(env: Env, customers: number): Promise<void> {
  const script = join(root, 'scripts/demo-data.ts');
  const child = spawn(process.execPath, [script, '--customers', String(customers), '--seed', '7'], {
    cwd: root,
    env: { ...env, MONGODB_URI: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`demo-data ended with code ${String(code)}.`);
}
