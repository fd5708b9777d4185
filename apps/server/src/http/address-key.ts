import { isIPv6 } from 'node:net';

/** The parts of an IPv6 address that name a network: whoever has one address there has all of them. */
const NETWORK_PARTS = 4;

/** What limits count an address under: an IPv4 address itself, an IPv6 address by its network of 64 bits. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [before = '', after] = (address.split('%', 1)[0] ?? '').toLowerCase().split('::', 2);
  const head = partsOf(before);
  const tail = partsOf(after ?? '');
  const zeros = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const parts = [...head, ...Array<string>(zeros).fill('0'), ...tail];
  return `${parts
    .slice(0, NETWORK_PARTS)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

function partsOf(text: string): string[] {
  return text === '' ? [] : text.split(':');
}
