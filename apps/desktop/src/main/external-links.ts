const allowed = new Set(['https:', 'mailto:']);

/** The address to hand to the system's browser or mail program, or nothing where it must not be opened. */
export function externalAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!allowed.has(url.protocol)) return undefined;
  // A name or password before the host is only ever there to mislead.
  if (url.username !== '' || url.password !== '') return undefined;
  return url.href;
}
