import type { User } from '@holdfast/shared/model/user.ts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '../../hooks/use-mutation.ts';
import { Asking } from '../../ui/asking.tsx';
import styles from '../../ui/detail.module.css';
import { Problem } from '../../ui/problem.tsx';
import { ResetButton } from './reset-dialog.tsx';

/** Letting a person in again, or no more. */
export function PersonAccount({ person }: { readonly person: User }) {
  const { t } = useTranslation('admin');
  const [isAsking, setIsAsking] = useState(false);
  const { problem, mutate } = useMutation();
  const { id, name, disabled } = person;
  const disable = () => {
    setIsAsking(false);
    mutate('user.disable', { id });
  };
  return (
    <section className={styles.part} aria-label={t('account')}>
      <h2>{t('account')}</h2>
      <p className={styles.dim}>{t(disabled ? 'account.disabled.body' : 'account.enabled.body')}</p>
      {problem !== undefined && <Problem message={problem} kept={t('kept.account')} />}
      {isAsking && (
        <Asking
          question={t('disable.ask', { name })}
          confirm={t('disable.confirm')}
          onConfirm={disable}
          onCancel={() => setIsAsking(false)}
        />
      )}
      <div className={styles.actions}>
        <ResetButton person={person} />
        {disabled ? (
          <Button variant="default" onClick={() => mutate('user.enable', { id })}>
            {t('enable')}
          </Button>
        ) : (
          !isAsking && (
            <Button variant="default" onClick={() => setIsAsking(true)}>
              {t('disable')}
            </Button>
          )
        )}
      </div>
    </section>
  );
}
