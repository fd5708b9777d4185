/** Why a certificate is not good enough, by the codes that TLS has for it; any other is one that nobody known has signed. */
const known: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet: check the clock of this device',
  ERR_TLS_CERT_ALTNAME_INVALID: 'is for another address',
};
const unsigned = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+|CERT_[A-Z_]+)$/;

/** What is wrong with a server's certificate, in plain words; nothing where the fault is another one. */
export function certificateFaultOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  const why = known[code] ?? (unsigned.test(code) ? 'is not one that this device trusts' : undefined);
  return why ?? certificateFaultOf(error.cause);
}
