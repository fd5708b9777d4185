import { safeStorage } from 'electron';
import { z } from 'zod';
import { type KeptSession, keptSessionSchema } from '../engine/api/host-messages.ts';
import { readJsonFile, removeFile, writeJsonFile } from './json-file.ts';
import { log } from './log.ts';

const fileSchema = z.union([
  /** Encrypted with a key of the system's key store, base64. */
  z.object({ sealed: z.string() }),
  /** In plain text, because the person agreed to it on a device without a key store. */
  z.object({ unprotected: keptSessionSchema }),
]);

/** Whether the system has a real key store. On Linux, `basic_text` only looks like one. */
export function hasKeyStore(): boolean {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return safeStorage.isEncryptionAvailable();
}

/** Holds the session of this profile: in memory always, on the disk only as far as is safe or agreed. */
export class SessionVault {
  readonly #file: string;
  #session: KeptSession | undefined;

  constructor(file: string) {
    this.#file = file;
    this.#session = this.#read();
  }

  get session(): KeptSession | undefined {
    return this.#session;
  }

  /** Keeps or forgets a session. */
  keep(session: KeptSession | null): void {
    this.#session = session ?? undefined;
    const kept = session === null ? undefined : seal(session);
    // An older file would bring back a session that has ended or been replaced.
    if (kept === undefined || !writeJsonFile(this.#file, kept)) removeFile(this.#file);
  }

  #read(): KeptSession | undefined {
    const kept = readJsonFile(this.#file, fileSchema);
    if (kept === undefined) return undefined;
    if ('unprotected' in kept) return kept.unprotected;
    if (!hasKeyStore()) {
      log('The session is kept in a key store that is not there now: it stays aside.');
      return undefined;
    }
    try {
      const text = safeStorage.decryptString(Buffer.from(kept.sealed, 'base64'));
      return keptSessionSchema.parse(JSON.parse(text));
    } catch (error) {
      log(`The kept session cannot be opened; sign in again. ${String(error)}`);
      return undefined;
    }
  }
}

/** What may be written to the disk, or nothing where memory alone must do. */
function seal(session: KeptSession): z.infer<typeof fileSchema> | undefined {
  if (hasKeyStore()) return { sealed: safeStorage.encryptString(JSON.stringify(session)).toString('base64') };
  return session.unprotected ? { unprotected: session } : undefined;
}
