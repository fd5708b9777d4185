import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedChange } from '../../engine/api/state.ts';
import { useSave } from '../hooks/use-save.ts';
import { bridge } from '../state/bridge.ts';
import { Asking } from '../ui/asking.tsx';
import { copyText } from '../ui/copy-text.ts';
import { LazyMarkdown } from '../ui/lazy-markdown.tsx';
import { Problem } from '../ui/problem.tsx';
import styles from './message-parts.module.css';
import { textAt } from './thread-refusals.ts';

/** What one wrote or did here and the server did not accept: kept in its place until one decides. */
export function RefusedMessage({ change }: { readonly change: RefusedChange }) {
  const { t } = useTranslation('threads');
  const { problem, save } = useSave();
  const { id } = change;
  const body = textAt(change.args, 'body');
  return (
    <div className={styles.refused} role="group" aria-label={t('refused')}>
      {body === undefined ? <p>{change.what}</p> : <LazyMarkdown text={body} />}
      <p className={styles.reason}>{t('refused.reason', { reason: change.error.message })}</p>
      {problem !== undefined && (
        <Problem title={t('problem.title')} message={problem} kept={t('refused.kept')} />
      )}
      <Choices
        text={copyText(change)}
        onRetry={() => save(() => bridge.call('retryChange', { id }))}
        onDiscard={() => save(() => bridge.call('discardChange', { id }))}
      />
    </div>
  );
}

interface ChoicesProps {
  readonly text: string;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}

function Choices({ text, onRetry, onDiscard }: ChoicesProps) {
  const { t } = useTranslation('threads');
  const [isAsking, setIsAsking] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  if (isAsking) {
    return (
      <Asking
        question={t('discard.ask')}
        confirm={t('discard.confirm')}
        onConfirm={onDiscard}
        onCancel={() => setIsAsking(false)}
      />
    );
  }
  return (
    <div className={styles.choices}>
      <Button variant="default" onClick={onRetry}>
        {t('retry')}
      </Button>
      <Button variant="default" onClick={copy}>
        {t(isCopied ? 'copied' : 'copy')}
      </Button>
      <Button variant="default" onClick={() => setIsAsking(true)}>
        {t('discard')}
      </Button>
    </div>
  );
}
