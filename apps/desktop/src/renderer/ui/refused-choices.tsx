import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedChange } from '../../engine/api/state.ts';
import { Asking } from './asking.tsx';
import { copyText } from './copy-text.ts';
import styles from './refused-choices.module.css';

export interface RefusedChoicesProps {
  /** What is decided on together: a change that was not accepted, and what depended on it (S5). */
  readonly changes: readonly RefusedChange[];
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}

/** What can be done with what was not accepted; discarding asks first, because what was written is nowhere else. */
export function RefusedChoices({ changes, onRetry, onDiscard }: RefusedChoicesProps) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(changes.map(copyText).join('\n\n'));
    setIsCopied(true);
  };
  if (isAsking) {
    return (
      <Asking
        question={t('refused.discard.ask', { count: changes.length })}
        confirm={t('refused.discard.confirm')}
        cancel={t('refused.discard.keep')}
        onConfirm={onDiscard}
        onCancel={() => setIsAsking(false)}
      />
    );
  }
  return (
    <div className={styles.choices}>
      <Button variant="default" onClick={onRetry}>
        {t('refused.retry')}
      </Button>
      <Button variant="default" onClick={copy}>
        {t(isCopied ? 'refused.copied' : 'refused.copy')}
      </Button>
      <Button variant="default" onClick={() => setIsAsking(true)}>
        {t('refused.discard')}
      </Button>
    </div>
  );
}
