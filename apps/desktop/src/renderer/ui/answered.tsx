import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsSlow } from '../hooks/use-is-slow.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Requested } from '../hooks/use-request.ts';
import { sayProblem } from '../state/say-problem.ts';
import styles from './answered.module.css';
import { EmptyState } from './empty-state.tsx';
import { clockTime } from './times.ts';

export interface AnsweredProps<Value> {
  readonly request: Requested<Value>;
  /** One part among others rather than a whole screen: it is said in a line, and the screen says how old it is. */
  readonly isPart?: boolean;
  readonly children: (value: Value) => ReactNode;
}

/** What the server answered, or in plain words why that is not here. */
export function Answered<Value>({ request, isPart = false, children }: AnsweredProps<Value>) {
  const { answer, reload } = request;
  if (answer.state === 'asking') return <Asking />;
  if (answer.state === 'offline') return <NeedsNetwork isPart={isPart} />;
  if (answer.state === 'failed')
    return <Failed message={sayProblem(answer.error.message)} isPart={isPart} onAgain={reload} />;
  return (
    <>
      {answer.isOld && !isPart && <Old at={answer.at} />}
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
function NeedsNetwork({ isPart }: { readonly isPart: boolean }) {
  const { t } = useTranslation();
  if (!useIsSlow()) return null;
  if (isPart) return <p className={styles.line}>{t('ask.needsNetwork')}</p>;
  return <EmptyState title={t('ask.offline.title')} body={t('ask.offline.body')} />;
}

interface FailedProps {
  readonly message: string;
  readonly isPart: boolean;
  readonly onAgain: () => void;
}

function Failed({ message, isPart, onAgain }: FailedProps) {
  const { t } = useTranslation();
  const again = (
    <Button variant="default" onClick={onAgain}>
      {t('ask.again')}
    </Button>
  );
  return (
    <div role="alert" className={isPart ? styles.failed : undefined}>
      {isPart ? (
        <>
          <p>{message}</p>
          {again}
        </>
      ) : (
        <EmptyState title={t('ask.failed')} body={message}>
          {again}
        </EmptyState>
      )}
    </div>
  );
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
