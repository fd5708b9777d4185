import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSave } from '../../hooks/use-save.ts';
import { bridge } from '../../state/bridge.ts';
import { Problem } from '../../ui/problem.tsx';
import styles from './connection-sheet.module.css';
import { diagnosticsFileName } from './diagnostics-file-name.ts';

/** What helps to find a fault, shown before it goes anywhere: its person decides whom to give it to. */
export function DiagnosticsPart() {
  const { t } = useTranslation('connection');
  const [text, setText] = useState<string>();
  const { problem, save } = useSave();
  const show = () =>
    save(async () => {
      const outcome = await bridge.call('diagnostics', {});
      if (outcome.ok) setText(outcome.value.text);
      return outcome;
    });
  return (
    <section className={styles.changes} aria-label={t('diagnostics')}>
      <h3>{t('diagnostics')}</h3>
      <p className={styles.advice}>{t('diagnostics.what')}</p>
      {problem !== undefined && (
        <Problem title={t('diagnostics.failed')} message={problem} kept={t('diagnostics.again')} />
      )}
      {text === undefined ? (
        <div className={styles.actions}>
          <Button variant="default" onClick={show}>
            {t('diagnostics.export')}
          </Button>
        </div>
      ) : (
        <DiagnosticsText text={text} />
      )}
    </section>
  );
}

function DiagnosticsText({ text }: { readonly text: string }) {
  const { t } = useTranslation('connection');
  const [said, setSaid] = useState('');
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setSaid(t('diagnostics.copied'));
  };
  const saveAs = async () => {
    const { saved, problem } = await bridge.shell.call('saveText', {
      name: diagnosticsFileName(Date.now()),
      text,
    });
    if (problem !== undefined) setSaid(t('diagnostics.notSaved', { problem }));
    else setSaid(saved ? t('diagnostics.saved') : '');
  };
  return (
    <>
      <pre
        className={styles.diagnostics}
        role="region"
        aria-label={t('diagnostics.text')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        tabIndex={0}
        data-text
      >
        {text}
      </pre>
      <div className={styles.actions}>
        <Button variant="default" onClick={saveAs}>
          {t('diagnostics.save')}
        </Button>
        <Button variant="default" onClick={copy}>
          {t('copy')}
        </Button>
        <span role="status" className={styles.said}>
          {said}
        </span>
      </div>
    </>
  );
}
