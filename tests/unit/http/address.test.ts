import { expect, test } from 'vitest';
import { clientAddressOf } from '../../../src/server/http/client-address.ts';
import { requestIdOf } from '../../../src/server/http/request-id.ts';

test.each([
  ['without a proxy', '192.0.2.1', '6.6.6.6', false, '192.0.2.1'],
  ['behind one', '10.0.0.1', '6.6.6.6, 198.51.100.7', true, '198.51.100.7'],
  ['behind one that says nothing', '10.0.0.1', null, true, '10.0.0.1'],
  ['behind one that says no address', '10.0.0.1', 'unknown', true, '10.0.0.1'],
  ['of IPv4 in IPv6', '::ffff:192.0.2.1', null, false, '192.0.2.1'],
  ['of IPv6', '2001:db8::1', null, false, '2001:db8::1'],
])('the address %s', (_, peer, forwarded, trust, address) => {
  expect(clientAddressOf(peer, forwarded, trust)).toBe(address);
});

test('a request id is taken over when it looks like one', () => {
  expect(requestIdOf('abc-123_456.7')).toBe('abc-123_456.7');
  for (const given of [null, '', 'short', 'x'.repeat(65), 'with space 1', 'line\nbreak1']) {
    expect(requestIdOf(given)).toMatch(/^[0-9a-f-]{36}$/);
  }
});
