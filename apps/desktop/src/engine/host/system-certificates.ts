import * as tls from 'node:tls';

let isDone = false;

/**
 * Trusts what this system trusts, besides the list that comes with Node: many organisations sign their
 * servers' certificates themselves and have their devices know it. Reading them takes a while, so it is done
 * once a certificate is not known. Says whether more may be trusted now than before. Runtimes before Node 24.5
 * cannot; there only the list counts.
 */
export function trustSystemCertificates(): boolean {
  if (isDone || !('setDefaultCACertificates' in tls)) return false;
  isDone = true;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
  return true;
}
