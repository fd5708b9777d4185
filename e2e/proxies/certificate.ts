import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** Makes a key and a certificate for this machine, in one file, as HAProxy wants them. Gives the file. */
export function makeCertificate(folder: string): string {
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync(
    'openssl',
    ['req', ...kind, '-subj', '/CN=localhost', '-addext', names, '-keyout', key, '-out', certificate],
    { stdio: 'ignore' },
  );
  const both = path.join(folder, 'holdfast.pem');
  writeFileSync(both, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'));
  trust(readFileSync(certificate, 'utf8'));
  return both;
}

/** As if the administrator's own authority were known to this machine. */
function trust(certificate: string): void {
  setDefaultCACertificates([...getCACertificates('default'), certificate]);
}
