import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createIdSource } from '@holdfast/shared/ids.ts';
import { z } from 'zod';
import type { Environment } from '../environment.ts';
import { rebuildOverlay } from '../mutate/rebase.ts';
import { openDatabase } from '../store/database.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { Statements } from '../store/statements.ts';
import { readActor } from '../sync/apply.ts';

const pointerSchema = z.object({ server: z.string(), userId: z.string(), name: z.string() });

/** Whose data is shown on this device. Not a secret: the session is kept elsewhere. */
export type AccountPointer = z.infer<typeof pointerSchema>;

/** An open account: the person's file on this device. */
export interface Account extends AccountPointer {
  readonly folder: string;
  readonly statements: Statements;
  close(): void;
}

/** The account that was used last on this device, if any. */
export function readPointer(folder: string): AccountPointer | undefined {
  const file = path.join(folder, 'account.json');
  if (!existsSync(file)) return undefined;
  const parsed = pointerSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : undefined;
}

/** Remembers the account, whole or not at all. */
export function writePointer(folder: string, pointer: AccountPointer): void {
  const file = path.join(folder, 'account.json');
  writeFileSync(`${file}.new`, JSON.stringify(pointer));
  renameSync(`${file}.new`, file);
}

/** Opens the file of one person on one server; each pair has its own, and its own client id (S7). */
export function openAccount(environment: Environment, folder: string, pointer: AccountPointer): Account {
  const name = createHash('sha256').update(`${pointer.server} ${pointer.userId}`).digest('hex').slice(0, 16);
  const accountFolder = path.join(folder, 'accounts', name);
  const database = openDatabase(path.join(accountFolder, 'holdfast.db'), environment.openFile);
  const statements = new Statements(database);
  database
    .transaction(() => {
      if (readMeta(statements, 'clientId') === undefined)
        writeMeta(statements, 'clientId', newClientId(environment));
      writeMeta(statements, 'userId', pointer.userId);
      writeMeta(statements, 'server', pointer.server);
      rebuildOverlay(statements, readActor(statements, pointer.userId));
    })
    .immediate();
  writePointer(folder, { server: pointer.server, userId: pointer.userId, name: pointer.name });
  return { ...pointer, folder: accountFolder, statements, close: () => database.close() };
}

/** Removes the account's file from the device, and that it was used. */
export function removeAccount(folder: string, account: Account): void {
  account.close();
  rmSync(account.folder, { recursive: true, force: true });
  rmSync(path.join(folder, 'account.json'), { force: true });
}

export function newClientId(environment: Environment): string {
  return createIdSource(() => environment.clock.now(), environment.randomBytes)();
}
