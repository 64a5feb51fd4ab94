import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProblemError } from '../../../src/lib/domain/errors.ts';
import { createWebhooks } from '../../../src/server/webhooks/sender.ts';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  path: string;
}

let server: Server;
let url: string;
const received: Received[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url ?? '' });
      const status = Number(/\d{3}/.exec(request.url ?? '')?.[0] ?? 200);
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const settings = { JWT_SECRET: 'j'.repeat(32), WEBHOOK_SECRET: undefined, SITE_NAME: 'Thröughline' };
const allowed = createWebhooks({ ...settings, WEBHOOK_ALLOWED_HOSTS: ['127.0.0.1'] });
const strict = createWebhooks({ ...settings, WEBHOOK_ALLOWED_HOSTS: [] });
const never = new AbortController().signal;
const outcome = (webhooks: typeof allowed, address: string) =>
  webhooks.post({ url: address, id: 'run.step', body: { said: 'Grüße' } }, never).then(
    () => 'done',
    (error: unknown) => (error instanceof ProblemError ? [error.code, error.message] : error),
  );

test('a call is signed over its id, its time and its exact body', async () => {
  expect(await outcome(allowed, `${url}/hook`)).toBe('done');
  const { headers, body } = received.at(-1)!;
  expect(JSON.parse(body)).toEqual({ said: 'Grüße' });
  const [id, time] = [headers['webhook-id'], headers['webhook-timestamp']] as [string, string];
  expect(id).toBe('run.step');
  expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(60);
  const key = Buffer.from(/^whsec_(.+)$/.exec(allowed.secret)![1]!, 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${expected}`);
});

test.each([
  ['/500', 'unavailable'],
  ['/503', 'unavailable'],
  ['/429', 'unavailable'],
  ['/404', 'validation_failed'],
  ['/410', 'validation_failed'],
  ['/302', 'validation_failed'],
])('an answer %s means %s', async (path, code) => {
  expect(await outcome(allowed, url + path)).toEqual([code, `${url} answered ${path.slice(1)}.`]);
  expect(received.at(-1)!.path).toBe(path);
});

test('nothing within is called, and nothing in the clear', async () => {
  const before = received.length;
  const port = new URL(url).port;
  expect(await outcome(strict, url)).toEqual(['validation_failed', 'Webhooks are called by https only.']);
  for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost', '0x7f000001', '2130706433']) {
    expect(await outcome(strict, `https://${host}:${port}/`)).toMatchObject([
      'validation_failed',
      expect.stringContaining('of this network'),
    ]);
  }
  expect(received).toHaveLength(before);
});

test('who is not there may be later', async () => {
  expect(await outcome(allowed, 'http://127.0.0.1:9/')).toMatchObject([
    'unavailable',
    'http://127.0.0.1:9 could not be reached.',
  ]);
});
