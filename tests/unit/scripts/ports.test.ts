import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { claimAddresses, freePort } from '../../../scripts/lib/ports.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A port on which something listens. */
async function takenPort(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

test('a taken port is refused with the variable that mends it', async () => {
  const taken = await takenPort();
  await expect(claimAddresses({ PORT: String(taken) })).rejects.toThrow(
    `Port ${taken} on 127.0.0.1 cannot be used: something else listens there already, or it is not allowed. ` +
      `Choose another one, for example: PORT=${taken + 10} npm start`,
  );
});

test.each(['x', '-1', '70000', '1.5'])('%s is no port', async (value) => {
  await expect(claimAddresses({ PORT: value })).rejects.toThrow(`PORT=${value} is no port number.`);
});

test('the sidecar gets a port of its own when the web process takes its usual one', async () => {
  const port = await freePort();
  const at = await claimAddresses({ PORT: String(port) });
  expect(at).toMatchObject({ HOST: '127.0.0.1', PORT: String(port), REALTIME_HOST: '127.0.0.1' });
  expect(at.REALTIME_PORT).not.toBe(at.PORT);
});

test('a taken preferred port gives way to a free one', async () => {
  const taken = await takenPort();
  expect(await freePort(taken)).not.toBe(taken);
});
