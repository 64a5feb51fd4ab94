import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { acceptedEncoding, compressResponse } from '../../../src/server/web/compression.ts';

/** The raw answer of a handler whose response is compressed. */
async function answer(handler: RequestListener, headers: Record<string, string> = {}, method = 'GET') {
  const server = createServer((incoming, response) => {
    compressResponse(incoming, response);
    handler(incoming, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const sent = request({ port, method, headers: { 'Accept-Encoding': 'gzip, br', ...headers } }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const pieces = (await response.toArray()) as Buffer[];
    return { status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const long = 'A line of text that repeats. '.repeat(2000);
const page: RequestListener = (_, response) => {
  response.writeHead(200, {
    'Content-Type': 'text/html',
    'Content-Length': Buffer.byteLength(long),
    'Set-Cookie': ['a=1', 'b=2'],
  });
  response.end(long);
};

test('text is compressed with what the client likes best, and arrives whole', async () => {
  const brotli = await answer(page);
  expect(brotli.headers).toMatchObject({
    'content-encoding': 'br',
    vary: 'Accept-Encoding',
    'set-cookie': ['a=1', 'b=2'],
  });
  expect(brotli.headers['content-length']).toBeUndefined();
  expect(brotliDecompressSync(brotli.body).toString()).toBe(long);
  const gzip = await answer(page, { 'Accept-Encoding': 'gzip' });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.body).toString()).toBe(long);
});

test('an answer written in pieces, larger than any buffer, arrives whole', async () => {
  const pieces = Array.from({ length: 40 }, (_, index) => `${index} ${Math.random()} `.repeat(4000));
  const { body } = await answer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    for (const piece of pieces) response.write(piece);
    response.end();
  });
  expect(brotliDecompressSync(body).toString()).toBe(pieces.join(''));
});

test('small answers, images, what is encoded already, and HEAD are left alone', async () => {
  const small = await answer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 2 });
    response.write('{}');
    response.end();
  });
  expect(small).toMatchObject({ status: 200, headers: { 'content-length': '2', vary: 'Accept-Encoding' } });
  expect(small.headers['content-encoding']).toBeUndefined();
  const image = await answer((_, response) => response.writeHead(200, { 'Content-Type': 'image/png' }).end(long));
  expect(image.body.toString()).toBe(long);
  const encoded = await answer((_, response) =>
    response.writeHead(200, { 'Content-Type': 'text/css', 'Content-Encoding': 'zstd' }).end(long),
  );
  expect(encoded.headers['content-encoding']).toBe('zstd');
  expect((await answer(page, {}, 'HEAD')).headers['content-length']).toBe(String(long.length));
});

test('an empty answer keeps its status', async () => {
  const { status, body } = await answer((_, response) => response.writeHead(204).end());
  expect({ status, length: body.length }).toEqual({ status: 204, length: 0 });
});

test.each([
  ['br, gzip', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['gzip;q=0.0', null],
  ['identity', null],
  [undefined, null],
])('of %s, %s is taken', (header, encoding) => {
  expect(acceptedEncoding(header)).toBe(encoding);
});
