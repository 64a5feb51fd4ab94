import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The name resolves to addresses that are not for programs outside to be called at. */
export class InnerAddressError extends Error {
  override readonly name = 'InnerAddressError';
}

/** Whether an address is one of the open internet: none of this machine, this network or another special purpose. */
export const isOuter = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';

/**
 * Resolves a name as connections are made, so that what was checked is what is connected to (a name may resolve
 * differently a moment later). Refused when any of its addresses is an inner one.
 */
export const outerLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) {
      callback(error, '', 4);
      return;
    }
    const [first] = found;
    if (!first || found.some(({ address }) => !isOuter(address))) {
      callback(new InnerAddressError(`${hostname} is an address within`), '', 4);
    } else if (options.all) callback(null, found);
    else callback(null, first.address, first.family);
  });
};
