import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/lib/root.ts';

export interface SidecarProcess {
  url: string;
  /** The lines of the log so far, each a JSON object. */
  log: string[];
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to end; answers its exit code. */
  stop(): Promise<number | null>;
}

/**
 * The sidecar as it runs in production, on a free port.
 * @param message the line of its log to wait for
 */
export async function startSidecarProcess(
  env: Record<string, string>,
  message = 'The sidecar is at work',
): Promise<SidecarProcess> {
  const { PATH, HOME, NODE_V8_COVERAGE } = process.env;
  const child = spawn(process.execPath, ['src/server/realtime/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH,
      HOME,
      ...(NODE_V8_COVERAGE && { NODE_V8_COVERAGE }),
      NODE_ENV: 'test',
      JWT_SECRET: 'j'.repeat(32),
      JWT_REFRESH_SECRET: 'r'.repeat(32),
      REALTIME_PORT: '0',
      ...env,
    },
  });
  const log: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const read = (line: string) => {
      log.push(line);
      const said = line.startsWith('{') ? (JSON.parse(line) as { url?: string; msg?: string }) : {};
      if (said.url && said.msg === message) resolve(said.url);
    };
    createInterface(child.stdout).on('line', read);
    createInterface(child.stderr).on('line', read);
    child.once('exit', () => reject(new Error(`The sidecar did not start:\n${log.join('\n')}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    if (!isOver(child)) {
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    }
    return child.exitCode;
  };
  const kill = async () => {
    await end('SIGKILL');
  };
  return { url, log, kill, stop: () => end('SIGTERM') };
}

const isOver = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;
