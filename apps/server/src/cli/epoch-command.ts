import { formatTime } from '@holdfast/shared/times.ts';
import type { Command } from 'commander';
import { writeAudit } from '../audit/write-audit.ts';
import { readStore, type WriteWork, writeStore } from '../store/work.ts';
import { ADMINISTRATOR } from '../sync/system-actor.ts';
import { type JsonOption, leaf, run } from './command.ts';
import type { Terminal } from './terminal.ts';

/** `new-epoch`: after the data was put back by other means than `restore`, such as PostgreSQL's (S19). */
export function epochCommand(terminal: Terminal): Command {
  return leaf('new-epoch', 'says that the data was put back to an earlier state, so that apps compare all')
    .addHelpText(
      'after',
      '\nFor PostgreSQL, after pg_restore or a restore to a point in time; restore does it by itself.',
    )
    .action((options: JsonOption) => beginAnew(terminal, options));
}

interface NewLife {
  readonly epoch: string;
  readonly version: number;
}

function beginAnew(terminal: Terminal, options: JsonOption): Promise<void> {
  return run(terminal, options, async ({ store, outside }) => {
    const epoch = outside.newId();
    const life = await store.write(() => putEpoch(epoch, formatTime(outside.now())));
    return { json: life, words: inWords(life) };
  });
}

/** The audit log is one chain: the version is locked before (lockVersion). */
function* putEpoch(epoch: string, at: string): WriteWork<NewLife> {
  const version = yield* writeStore((tx) => tx.lockVersion());
  yield* writeStore((tx) => tx.putEpoch(epoch));
  yield* writeAudit(at, {
    kind: 'restored',
    actorId: ADMINISTRATOR,
    subject: null,
    details: { version, epoch: 'new' },
  });
  return { epoch: yield* readStore((tx) => tx.epoch()), version };
}

function inWords({ version }: NewLife): string {
  return [
    `The data begins a new life, with everything up to change ${version}.`,
    'When apps connect, they send again what their people changed since, up to 30 days back.',
    'People who were disabled, and devices, tokens and codes that were ended, since that state was saved are not any more:',
    'look through them, through roles and through memberships.',
  ].join('\n');
}
