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

/** Where the session of this profile is: on the disk, sealed or as the person agreed, or in memory only. */
export type SessionKeeping = 'sealed' | 'unprotected' | 'memory';

/** Holds the session of this profile: in memory always, on the disk only as far as is safe or agreed. */
export class SessionVault {
  readonly #file: string;
  #session: KeptSession | undefined;
  #keeping: SessionKeeping = 'memory';

  constructor(file: string) {
    this.#file = file;
    this.#session = this.#read();
  }

  get session(): KeptSession | undefined {
    return this.#session;
  }

  get keeping(): SessionKeeping {
    return this.#keeping;
  }

  /** Keeps or forgets a session. */
  keep(session: KeptSession | null): void {
    this.#session = session ?? undefined;
    const kept = session === null ? undefined : seal(session);
    this.#keeping = keepingOf(kept);
    if (kept !== undefined && writeJsonFile(this.#file, kept)) return;
    // An older file would bring back a session that has ended or been replaced.
    this.#keeping = 'memory';
    removeFile(this.#file);
  }

  #read(): KeptSession | undefined {
    const kept = readJsonFile(this.#file, fileSchema);
    if (kept === undefined) return undefined;
    const session = 'unprotected' in kept ? kept.unprotected : open(kept.sealed);
    if (session !== undefined) this.#keeping = keepingOf(kept);
    return session;
  }
}

function open(sealed: string): KeptSession | undefined {
  if (!hasKeyStore()) {
    log('The session is kept in a key store that is not there now: it stays aside.');
    return undefined;
  }
  try {
    return keptSessionSchema.parse(JSON.parse(safeStorage.decryptString(Buffer.from(sealed, 'base64'))));
  } catch (error) {
    log(`The kept session cannot be opened; sign in again. ${String(error)}`);
    return undefined;
  }
}

function keepingOf(kept: z.infer<typeof fileSchema> | undefined): SessionKeeping {
  if (kept === undefined) return 'memory';
  return 'sealed' in kept ? 'sealed' : 'unprotected';
}

/** What may be written to the disk, or nothing where memory alone must do. */
function seal(session: KeptSession): z.infer<typeof fileSchema> | undefined {
  if (hasKeyStore()) return { sealed: safeStorage.encryptString(JSON.stringify(session)).toString('base64') };
  return session.unprotected ? { unprotected: session } : undefined;
}
