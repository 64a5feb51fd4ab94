import { join, resolve } from 'node:path';
import { dataFolder, loadEnvironment, StartError } from './environment.ts';

/**
 * Where the embedded database of a plain `npm start` is.
 *
 * @throws StartError when `MONGODB_URI` names another database, which `tool` is for
 */
export function embeddedDatabase(tool: 'mongodump' | 'mongorestore'): string {
  const env = loadEnvironment();
  if (env.MONGODB_URI) {
    throw new StartError(`MONGODB_URI is set: this command is for the embedded database; for that one use ${tool}.`);
  }
  return join(dataFolder(env), 'db');
}

/** The one file named on the command line, seen from where the person typed it. */
export function namedFile(names: string[], usage: string): string {
  const [name, ...more] = names;
  if (!name || more.length > 0) throw new StartError(`Usage: ${usage}`);
  return resolve(process.env.INIT_CWD ?? '.', name);
}

/** Does the work; what hinders it is told without a stack trace. */
export async function attempt<Result>(work: () => Result | Promise<Result>, hint = ''): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new StartError([error instanceof Error ? error.message : String(error), hint].filter(Boolean).join('. '));
  }
}
