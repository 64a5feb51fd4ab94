import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './root.ts';

export type Environment = Record<string, string | undefined>;

const secretNames = ['JWT_SECRET', 'JWT_REFRESH_SECRET'] as const;

/** Something the person who typed the command can mend; shown without a stack trace. */
export class StartError extends Error {
  override name = 'StartError';
}

/** Reads `.env` into `process.env` (what is set already wins) and forgets variables that are set to nothing. */
export function loadEnvironment(): Environment {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  for (const [name, value] of Object.entries(process.env)) {
    if (value === '') Reflect.deleteProperty(process.env, name);
  }
  return process.env;
}

/** The folder that holds all data of a plain `npm start`, as an absolute path. */
export function dataFolder(env: Environment): string {
  return resolve(root, env.DATA_DIR ?? '.data');
}

/**
 * The two signing secrets. A production server must be given them; otherwise they are made once and kept in
 * `DATA_DIR/secrets.json`, readable by its owner only.
 */
export function ensureSecrets(env: Environment): Record<(typeof secretNames)[number], string> {
  const missing = secretNames.filter((name) => !env[name]);
  if (missing.length > 0 && env.NODE_ENV === 'production') {
    throw new StartError(
      `NODE_ENV=production needs ${missing.join(' and ')}. Make each with "openssl rand -hex 32" and set them in the environment or in .env.`,
    );
  }
  const kept = missing.length > 0 ? keptSecrets(dataFolder(env)) : {};
  const [access, refresh] = secretNames.map((name) => env[name] ?? kept[name] ?? '');
  return { JWT_SECRET: access ?? '', JWT_REFRESH_SECRET: refresh ?? '' };
}

function keptSecrets(folder: string): Record<string, string> {
  const file = join(folder, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const made = Object.fromEntries(secretNames.map((name) => [name, randomBytes(32).toString('hex')]));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}
