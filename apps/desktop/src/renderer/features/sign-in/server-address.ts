/**
 * Completes an address as people type it: `desk.example.org` becomes https, this machine itself
 * http. What is given with its scheme stays.
 */
export function completeServerAddress(typed: string): string {
  const address = typed.trim().replace(/\/+$/, '');
  if (address === '' || /^[a-z]+:\/\//i.test(address)) return address;
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|$)/.test(address);
  return `${isLocal ? 'http' : 'https'}://${address}`;
}
