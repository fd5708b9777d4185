import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedChange } from '../../../engine/api/state.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useSave } from '../../hooks/use-save.ts';
import { bridge } from '../../state/bridge.ts';
import { Problem } from '../../ui/problem.tsx';
import { clockTime } from '../../ui/times.ts';
import styles from './connection-sheet.module.css';
import { copyText } from './copy-text.ts';

/** Changes that the server did not accept: kept, with the reason, until their author decides. */
export function RefusedChanges({ refused }: { readonly refused: readonly RefusedChange[] }) {
  const { t } = useTranslation('connection');
  if (refused.length === 0) return null;
  return (
    <section className={styles.changes} aria-label={t('refused')}>
      <h3>
        {t('refused')} ({refused.length})
      </h3>
      <ul className={styles.list}>
        {refused.map((change) => (
          <li key={change.id}>
            <Refused change={change} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A sentence after a colon begins small, unless it begins with a name or an abbreviation. */
function inSentence(sentence: string): string {
  return /^[A-Z][a-z]* [a-z]/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}

function Refused({ change }: { readonly change: RefusedChange }) {
  const { t } = useTranslation('connection');
  const now = useNow(60_000);
  const [isCopied, setIsCopied] = useState(false);
  const { problem, save } = useSave();
  const { id } = change;
  const copy = async () => {
    await navigator.clipboard.writeText(copyText(change));
    setIsCopied(true);
  };
  return (
    <div className={styles.change}>
      <span className={styles.what}>{change.what}</span>
      <span className={styles.what}>{t('refused.reason', { reason: inSentence(change.error.message) })}</span>
      <span className={styles.when}>{clockTime(change.at, now)}</span>
      {problem !== undefined && <Problem title={t('retry.title')} message={problem} kept={t('retry.kept')} />}
      <div className={styles.actions}>
        <Button variant="default" onClick={() => save(() => bridge.call('retryChange', { id }))}>
          {t('retry')}
        </Button>
        <Button variant="default" onClick={copy}>
          {t(isCopied ? 'copied' : 'copy')}
        </Button>
        <Button variant="default" onClick={() => save(() => bridge.call('discardChange', { id }))}>
          {t('discard')}
        </Button>
      </div>
    </div>
  );
}
