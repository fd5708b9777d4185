import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../hooks/use-ask.ts';
import { useNeedsNetwork } from '../../hooks/use-needs-network.ts';
import { showToast } from '../../state/toast.ts';
import { NewPasswordFields, readNewPassword } from '../../ui/new-password-fields.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { Problem } from '../../ui/problem.tsx';
import styles from './account.module.css';

/** Changes one's password. The fields come when they are wanted. */
export function PasswordPart({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useTranslation('account');
  const [isOpen, setIsOpen] = useState(false);
  const done = () => {
    setIsOpen(false);
    showToast({ text: t('password.done') });
    onChanged();
  };
  return (
    <section className={styles.part} aria-label={t('password')}>
      <h2>{t('password')}</h2>
      <p className={styles.dim}>{t('password.hint')}</p>
      {isOpen ? (
        <PasswordForm onDone={done} onCancel={() => setIsOpen(false)} />
      ) : (
        <div>
          <Button variant="default" onClick={() => setIsOpen(true)}>
            {t('password.open')}
          </Button>
        </div>
      )}
    </section>
  );
}

function PasswordForm({ onDone, onCancel }: { readonly onDone: () => void; readonly onCancel: () => void }) {
  const { t } = useTranslation('account');
  const needsNetwork = useNeedsNetwork();
  const { problem, isAsking, ask } = useAsk();
  const [isDifferent, setIsDifferent] = useState(false);
  const refusal = isDifferent ? t('password.differ', { ns: 'app' }) : problem;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const next = readNewPassword(form);
    setIsDifferent(next === undefined);
    if (next === undefined) return;
    const changed = await ask('account.password', { current: String(form.get('current')), next });
    if (changed !== undefined) onDone();
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <PasswordField
        name="current"
        label={t('password.current')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        autoFocus
      />
      <NewPasswordFields />
      {refusal !== undefined && (
        <Problem title={t('password.failed')} message={refusal} kept={t('password.kept')} />
      )}
      {needsNetwork !== undefined && <p className={styles.dim}>{needsNetwork}</p>}
      <div className={styles.actions}>
        <Button type="submit" disabled={isAsking || needsNetwork !== undefined}>
          {t('password.submit')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('cancel', { ns: 'app' })}
        </Button>
      </div>
    </form>
  );
}
