import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsSlow } from '../hooks/use-is-slow.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Requested } from '../hooks/use-request.ts';
import styles from './answered.module.css';
import { EmptyState } from './empty-state.tsx';
import { clockTime } from './times.ts';

export interface AnsweredProps<Value> {
  readonly request: Requested<Value>;
  readonly children: (value: Value) => ReactNode;
}

/** What the server answered, or in plain words why that is not here. */
export function Answered<Value>({ request, children }: AnsweredProps<Value>) {
  const { t } = useTranslation();
  const { answer, reload } = request;
  if (answer.state === 'asking') return <Asking />;
  if (answer.state === 'offline') return <NeedsNetwork />;
  if (answer.state === 'failed') {
    return (
      <div role="alert">
        <EmptyState title={t('ask.failed')} body={answer.error.message}>
          <Button variant="default" onClick={reload}>
            {t('ask.again')}
          </Button>
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      {answer.isOld && <Old at={answer.at} />}
      {children(answer.value)}
    </>
  );
}

function Asking() {
  const { t } = useTranslation();
  return useIsSlow() ? (
    <p className={styles.note} role="status">
      {t('ask.asking')}
    </p>
  ) : null;
}

/** Not at once: right after the start the connection is only on its way. */
function NeedsNetwork() {
  const { t } = useTranslation();
  return useIsSlow() ? <EmptyState title={t('ask.offline.title')} body={t('ask.offline.body')} /> : null;
}

function Old({ at }: { readonly at: number }) {
  const { t } = useTranslation();
  const now = useNow(60_000);
  return (
    <p className={styles.note} role="status">
      {t('ask.old', { time: clockTime(at, now) })}
    </p>
  );
}
