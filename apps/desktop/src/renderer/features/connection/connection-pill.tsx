import { UnstyledButton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useAfterStart } from '../../hooks/use-after-start.ts';
import { useConnection } from '../../hooks/use-connection.ts';
import { useNow } from '../../hooks/use-now.ts';
import { writePercent } from '../../ui/write-figures.ts';
import styles from './connection-pill.module.css';
import { pillState } from './pill-state.ts';
import { closeConnectionSheet, openConnectionSheet, useConnectionSheet } from './sheet-store.ts';
import { useUnsentFiles } from './use-unsent-files.ts';

const ConnectionSheet = lazy(async () => ({
  default: (await import('./connection-sheet.tsx')).ConnectionSheet,
}));

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** How the connection stands, always in sight; more of it on a click. */
export function ConnectionPill() {
  const { t } = useTranslation('connection');
  const connection = useConnection();
  // Only a countdown needs each second; an app that nobody touches shall not wake up for it.
  const now = useNow(connection?.nextTryAt === undefined ? MINUTE_MS : SECOND_MS);
  const { isOpen } = useConnectionSheet();
  const files = useUnsentFiles();
  const isAfterStart = useAfterStart();
  if (connection === undefined) return null;
  const { text, values, percent, tone } = pillState(connection, now, files);
  const words = t(text, values);
  const share = percent === undefined ? '' : `, ${writePercent(percent)}`;
  return (
    <>
      <UnstyledButton
        className={styles.pill}
        data-testid="connection"
        data-tone={tone}
        aria-haspopup="dialog"
        aria-label={t('pill', { state: `${words}${share}` })}
        onClick={openConnectionSheet}
      >
        <span className={styles.dot} aria-hidden />
        <span>
          {/* How far it is can be read, and is not called out at each step. */}
          <span role="status">{words}</span>
          {share}
        </span>
      </UnstyledButton>
      {isAfterStart && (
        <Suspense>
          <ConnectionSheet opened={isOpen} onClose={closeConnectionSheet} />
        </Suspense>
      )}
    </>
  );
}
