import type { Thread } from '@holdfast/shared/model/thread.ts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMyId } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';
import { Asking } from '../../ui/asking.tsx';
import styles from '../../ui/detail.module.css';
import { Problem } from '../../ui/problem.tsx';
import { useOthers } from './use-conversation-people.ts';

/** The way out of a group, after a question that says what it means. */
export function LeavePart({ thread }: { readonly thread: Thread }) {
  const { t } = useTranslation('conversations');
  const me = useMyId();
  const [isAsked, setIsAsked] = useState(false);
  const isLast = useOthers(thread.id).length === 0;
  const { problem, mutate } = useMutation();
  const group = thread.name ?? '';
  const leave = async () => {
    if (await mutate('participant.remove', { threadId: thread.id, userId: me })) {
      goTo({ screen: 'conversations' });
    }
  };
  return (
    <div className={styles.part}>
      {isAsked ? (
        <Asking
          question={t(isLast ? 'leave.ask.last' : 'leave.ask', { group })}
          confirm={t('leave.confirm')}
          onConfirm={leave}
          onCancel={() => setIsAsked(false)}
        />
      ) : (
        <span>
          <Button variant="default" onClick={() => setIsAsked(true)}>
            {t('leave')}
          </Button>
        </span>
      )}
      {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
    </div>
  );
}
