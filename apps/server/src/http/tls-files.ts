import { readFileSync } from 'node:fs';
import type { ServerOptions } from 'node:https';
import type { Config } from '../config.ts';

/**
 * What the server needs to speak TLS itself; nothing where a proxy does.
 * @throws Error naming the file that cannot be read
 */
export function readTlsFiles(tls: Config['tls']): ServerOptions | null {
  if (tls === undefined) return null;
  return {
    cert: readPem(tls.certFile, 'HOLDFAST_TLS_CERT'),
    key: readPem(tls.keyFile, 'HOLDFAST_TLS_KEY'),
    minVersion: 'TLSv1.2',
  };
}

/**
 * Reads a file that a setting names.
 * @throws Error naming the file and the setting
 */
export function readPem(file: string, setting: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Error(`The file of ${setting} cannot be read: ${file}.`, { cause: error });
  }
}
