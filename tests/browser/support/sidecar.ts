import { commands } from 'vitest/browser';
import { onState, type ConnectionState } from '../../../src/lib/client/socket.ts';
import type { ServerEvent, ServerEventName } from '../../../src/lib/contracts/socket.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    tellEveryone(name: ServerEventName, payload: unknown): Promise<void>;
    whatWasHeard(): Promise<string[]>;
    cutConnections(reachable: boolean): Promise<void>;
    endConnections(): Promise<void>;
  }
}

/** Resolves when the page's socket is in this state. */
export const connection = (wanted: ConnectionState): Promise<void> =>
  new Promise((resolve) => onState((state) => state === wanted && resolve()));

/** An event as the sidecar sends it, to a page that is connected. */
export async function sidecarTells<Name extends ServerEventName>(name: Name, payload: ServerEvent<Name>) {
  await connection('live');
  await commands.tellEveryone(name, payload);
}
