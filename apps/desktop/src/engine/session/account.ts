import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { DiskNotice } from '../api/state.ts';
import type { Environment } from '../environment.ts';
import { rebuildOverlay } from '../mutate/rebase.ts';
import { openDatabase } from '../store/database.ts';
import { diskFaultOf, toDiskFault } from '../store/disk-fault.ts';
import {
  endSetAside,
  findSetAside,
  removeAllCopies,
  removeMigrationCopies,
  setAside,
} from '../store/file-copies.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { type Salvage, salvage } from '../store/salvage.ts';
import { saveFromBroken } from '../store/save-from-broken.ts';
import type { Sqlite } from '../store/sqlite.ts';
import { Statements } from '../store/statements.ts';
import { readActor } from '../sync/apply.ts';
import { type AccountPointer, pointerFile, writePointer } from './account-pointer.ts';

export type Repaired = Extract<DiskNotice, { kind: 'repaired' }>;

/** An open account: the person's file on this device. */
export interface Account extends AccountPointer {
  readonly folder: string;
  readonly statements: Statements;
  /** The file was broken and changes were saved from it: told until the app has been closed once since (S25). */
  readonly repaired: Repaired | undefined;
  /** Everything is in order with this version: what was kept in case it is not goes (S24). Call it at each catch-up. */
  startedWell(): void;
  /** Something was purged: nothing of it may stay in any file (S23). Where the disk does not let it, `startedWell` tries again. */
  wipe(): void;
  close(): void;
}

/**
 * Opens the file of one person on one server; each pair has its own, and its own client id (S7). A
 * broken file is set aside, and what only it had is saved into a new one (S25); `knownBroken` says
 * so of one that opened well. Throws a DiskFault that says what to do.
 */
export function openAccount(
  environment: Environment,
  folder: string,
  pointer: AccountPointer,
  knownBroken = false,
): Account {
  const name = createHash('sha256').update(`${pointer.server} ${pointer.userId}`).digest('hex').slice(0, 16);
  const accountFolder = path.join(folder, 'accounts', name);
  const file = path.join(accountFolder, 'holdfast.db');
  try {
    if (knownBroken) setAside(file, environment.clock.now());
    const database = openOrReplace(environment, file, pointer);
    writePointer(folder, { server: pointer.server, userId: pointer.userId, name: pointer.name });
    return asAccount(environment, pointer, accountFolder, file, database);
  } catch (error) {
    throw toDiskFault(error, accountFolder);
  }
}

function openOrReplace(environment: Environment, file: string, pointer: AccountPointer): Sqlite {
  try {
    return openAndPrepare(environment, file, pointer);
  } catch (error) {
    if (diskFaultOf(error) !== 'broken') throw error;
    environment.log('the account’s file is broken and was set aside');
    setAside(file, environment.clock.now());
    return openAndPrepare(environment, file, pointer);
  }
}

function openAndPrepare(environment: Environment, file: string, pointer: AccountPointer): Sqlite {
  const aside = findSetAside(file);
  const saved = aside.map((broken) => salvage(broken, pointer.userId, environment.openFile));
  const database = openDatabase(file, environment.openFile);
  try {
    const statements = new Statements(database);
    database.transaction(() => prepare(environment, statements, pointer, saved)).immediate();
  } catch (error) {
    database.close();
    throw error;
  }
  for (const [index, broken] of aside.entries()) endSetAside(broken, saved[index]?.complete ?? false);
  return database;
}

function prepare(
  environment: Environment,
  statements: Statements,
  pointer: AccountPointer,
  salvaged: readonly Salvage[],
): void {
  if (readMeta(statements, 'clientId') === undefined)
    writeMeta(statements, 'clientId', newClientId(environment));
  writeMeta(statements, 'userId', pointer.userId);
  writeMeta(statements, 'server', pointer.server);
  if (salvaged.length > 0) noteRepaired(environment, statements, salvaged);
  rebuildOverlay(statements, readActor(statements, pointer.userId));
}

function noteRepaired(environment: Environment, statements: Statements, salvaged: readonly Salvage[]): void {
  const repaired: Repaired = {
    kind: 'repaired',
    at: environment.clock.now(),
    saved: salvaged.reduce((sum, one) => sum + saveFromBroken(statements, one), 0),
    incomplete: salvaged.some((one) => !one.complete),
  };
  writeMeta(statements, 'repaired', JSON.stringify(repaired));
  environment.log('changes were saved from a broken file', {
    saved: repaired.saved,
    incomplete: repaired.incomplete,
  });
}

function asAccount(
  environment: Environment,
  pointer: AccountPointer,
  folder: string,
  file: string,
  database: Sqlite,
): Account {
  const statements = new Statements(database);
  const repaired = readMeta(statements, 'repaired');
  let hasStartedWell = false;
  let wipeDue = false;
  const wipe = () => {
    wipeDue = true;
    try {
      database.pragma('wal_checkpoint(TRUNCATE)');
      removeAllCopies(file);
      wipeDue = false;
    } catch (error) {
      if (diskFaultOf(error) === undefined) throw error;
      environment.log('what was purged is still in a file; trying again later', { cause: String(error) });
    }
  };
  return {
    ...pointer,
    folder,
    statements,
    repaired: repaired === undefined ? undefined : JSON.parse(repaired),
    startedWell: () => {
      if (!hasStartedWell) removeMigrationCopies(file);
      hasStartedWell = true;
      if (wipeDue) wipe();
    },
    wipe,
    close: () => {
      if (database.open) forgetNotice(environment, statements);
      removeMigrationCopies(file);
      database.close();
    },
  };
}

/** A notice has been on the screen while the app was open. On a full or broken disk it comes once more. */
function forgetNotice(environment: Environment, statements: Statements): void {
  try {
    statements.run("DELETE FROM meta WHERE key = 'repaired'");
  } catch (error) {
    if (diskFaultOf(error) === undefined) throw error;
    environment.log('the file could not be written to at the end', { cause: String(error) });
  }
}

/** Removes the account's files from the device, all copies with them, and that it was used. */
export function removeAccount(folder: string, account: Account): void {
  account.close();
  // A file that was on its way may come to its end meanwhile.
  rmSync(account.folder, { recursive: true, force: true, maxRetries: 5 });
  rmSync(pointerFile(folder), { force: true });
}

export function newClientId(environment: Environment): string {
  return createIdSource(() => environment.clock.now(), environment.randomBytes)();
}
