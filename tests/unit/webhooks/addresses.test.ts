import { expect, test } from 'vitest';
import { InnerAddressError, isOuter, outerLookup } from '../../../src/server/webhooks/addresses.ts';

test.each([
  ...[
    '127.0.0.1',
    '10.0.0.7',
    '172.16.3.4',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
  ],
  ...['::1', '::', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1'],
  ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '224.0.0.1', '198.18.0.1', 'nothing'],
])('%s is not called', (address) => {
  expect(isOuter(address)).toBe(false);
});

test.each(['93.184.216.34', '1.1.1.1', '2606:2800:220:1:248:1893:25c8:1946'])('%s is', (address) => {
  expect(isOuter(address)).toBe(true);
});

test('a name that leads to this machine is refused when it is connected to, whatever it was before', async () => {
  const error = await new Promise((resolve) => {
    outerLookup('localhost', { all: true }, (reason) => {
      resolve(reason);
    });
  });
  expect(error).toBeInstanceOf(InnerAddressError);
});
