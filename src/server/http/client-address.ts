import { isIP } from 'node:net';

const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');

/**
 * Who asks. Behind a trusted proxy it is the last address of X-Forwarded-For, the one that proxy itself has added;
 * everything before it is the caller's word.
 */
export function clientAddressOf(peer: string, forwardedFor: string | null | undefined, trustProxy: boolean): string {
  const last = trustProxy ? (forwardedFor?.split(',').at(-1)?.trim() ?? '') : '';
  return withoutMapping(isIP(last) ? last : peer);
}
