import { Button, Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../../engine/api/state.ts';
import { useChanges } from '../../hooks/use-changes.ts';
import { useConnection } from '../../hooks/use-connection.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useMe } from '../../hooks/use-people.ts';
import { bridge } from '../../state/bridge.ts';
import { useEngineStates } from '../../state/engine-states.ts';
import { sayProblem } from '../../state/say-problem.ts';
import { clockTime } from '../../ui/times.ts';
import { SignIn } from '../sign-in/sign-in.tsx';
import styles from './connection-sheet.module.css';
import { DiagnosticsPart } from './diagnostics-part.tsx';
import { pillState } from './pill-state.ts';
import { RefusedChanges } from './refused-changes.tsx';
import { StuckNotice } from './stuck-notice.tsx';
import { TransfersPart } from './transfers-part.tsx';
import { WaitingChanges } from './waiting-changes.tsx';

export interface ConnectionSheetProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** All about the connection: how it stands, what waits, what was not accepted. */
export function ConnectionSheet({ opened, onClose }: ConnectionSheetProps) {
  const { t } = useTranslation('connection');
  const connection = useConnection();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={420}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('dialog.close', { ns: 'app' }) }}
    >
      {connection !== undefined && <Content connection={connection} />}
    </Drawer>
  );
}

function Content({ connection }: { readonly connection: ConnectionState }) {
  const { t } = useTranslation('connection');
  const changes = useChanges();
  return (
    <div className={styles.sheet}>
      <Facts connection={connection} />
      {connection.stuck !== undefined && <StuckNotice stuck={connection.stuck} />}
      <Advice state={connection.state} />
      {canTry(connection.state) && <Button onClick={() => bridge.call('tryNow', {})}>{t('tryNow')}</Button>}
      <RefusedChanges refused={changes.refused} />
      <WaitingChanges waiting={changes.waiting} count={connection.waiting} />
      <TransfersPart />
      <DiagnosticsPart />
    </div>
  );
}

/** Where trying again may help without anything else. */
function canTry(state: ConnectionState['state']): boolean {
  return state === 'connecting' || state === 'offline';
}

function Facts({ connection }: { readonly connection: ConnectionState }) {
  const { t } = useTranslation('connection');
  const now = useNow(1_000);
  const server = useEngineStates(({ session }) => session?.server);
  // What was not accepted and what is held up have places of their own.
  const { text, values } = pillState({ ...connection, refused: 0, stuck: undefined }, now);
  const { since, roundTripMs, lastSyncAt, problem } = connection;
  return (
    <dl className={styles.facts}>
      <Fact name={t('state')}>{t(text, values)}</Fact>
      <Fact name={t('since')}>{clockTime(since, now)}</Fact>
      <Fact name={t('quality')}>
        {roundTripMs === undefined ? t('unknown') : t('quality.value', { ms: Math.round(roundTripMs) })}
      </Fact>
      <Fact name={t('lastSync')}>{lastSyncAt === undefined ? t('never') : clockTime(lastSyncAt, now)}</Fact>
      {server !== undefined && <Fact name={t('server')}>{new URL(server).host}</Fact>}
      {problem !== undefined && connection.state !== 'live' && (
        <Fact name={t('problem')}>{sayProblem(problem)}</Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value} data-text>
        {children}
      </dd>
    </div>
  );
}

/** What the state means for the person, and the way out of it. */
function Advice({ state }: { readonly state: ConnectionState['state'] }) {
  const { t } = useTranslation('connection');
  const server = useEngineStates(({ session }) => session?.server);
  const email = useMe()?.email;
  if (state === 'offline') return <p className={styles.advice}>{t('offline.hint')}</p>;
  if (state === 'update-needed') return <p className={styles.advice}>{t('update.hint')}</p>;
  if (state !== 'sign-in-needed') return null;
  return (
    <>
      <p className={styles.advice}>{t('signIn.hint')}</p>
      <SignIn server={server} email={email} />
    </>
  );
}
