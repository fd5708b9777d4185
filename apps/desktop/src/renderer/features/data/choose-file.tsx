import { Button } from '@mantine/core';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMyId } from '../../hooks/use-people.ts';
import { Problem } from '../../ui/problem.tsx';
import styles from './data.module.css';
import { Field } from './field.tsx';
import { type FileProblem, type Source, sources } from './import-store.ts';
import { prepareFile } from './run-file-import.ts';

export interface ChooseFileProps {
  readonly problem: FileProblem | undefined;
}

/** What is in the file, and which file. */
export function ChooseFile({ problem }: ChooseFileProps) {
  const { t } = useTranslation('data');
  const myId = useMyId();
  const [source, setSource] = useState<Source>('ticket');
  const input = useRef<HTMLInputElement>(null);
  const take = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [file] = currentTarget.files ?? [];
    // The same file may be chosen again after it was mended.
    currentTarget.value = '';
    if (file !== undefined) await prepareFile(file, source, myId);
  };
  return (
    <>
      <p className={styles.dim}>{t('import.what')}</p>
      <Field
        label={t('source')}
        choices={sources.map((one) => ({ key: one, label: t(`source.${one}`) }))}
        chosen={source}
        onChoose={(key) => setSource(sources.find((one) => one === key) ?? source)}
      />
      {problem !== undefined && (
        <Problem
          title={t('file.problem')}
          message={
            problem.kind === 'empty' ? t('file.empty') : t('file.unreadable', { detail: problem.detail })
          }
          kept={t('kept')}
        />
      )}
      <div className={styles.actions}>
        <Button onClick={() => input.current?.click()}>{t('file.choose')}</Button>
        <input
          ref={input}
          type="file"
          className="said"
          tabIndex={-1}
          aria-label={t('file')}
          accept=".csv,.tsv,.txt,.json,.jsonl"
          onChange={take}
        />
      </div>
    </>
  );
}
