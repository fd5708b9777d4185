import type { CodeResponse } from '@holdfast/shared/protocol/sign-in.ts';
import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../state/bridge.ts';
import { sayProblem } from '../../state/say-problem.ts';
import { NewPasswordFields, readNewPassword } from '../../ui/new-password-fields.tsx';
import { Problem } from '../../ui/problem.tsx';
import { KeepField } from './keep-field.tsx';
import styles from './sign-in.module.css';
import { textOf } from './typed.ts';

export interface RedeemFormProps {
  readonly server: string;
  readonly code: string;
  readonly what: CodeResponse;
  readonly onBack: () => void;
}

/** Says whom a code is for, and asks for the new password. Then one is signed in. */
export function RedeemForm({ server, code, what, onBack }: RedeemFormProps) {
  const { t } = useTranslation('sign-in');
  const [problem, setProblem] = useState<string>();
  const [working, setWorking] = useState(false);

  const redeem = async (form: FormData, password: string) => {
    const name = textOf(form, 'name').trim();
    setWorking(true);
    const outcome = await bridge.call('redeemCode', {
      server,
      code,
      password,
      ...(name === '' ? {} : { name }),
      keepUnprotected: form.has('unprotected'),
    });
    setWorking(false);
    setProblem(outcome.ok ? undefined : sayProblem(outcome.error.message));
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = readNewPassword(form);
    if (password === undefined) setProblem(t('password.differ', { ns: 'app' }));
    else void redeem(form, password);
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.whom} data-text>
        <p>{t(`code.for.${what.kind}`)}</p>
        <p className={styles.person}>{what.name}</p>
        <p className={styles.dim}>{what.email}</p>
      </div>
      {what.kind === 'invite' && (
        <TextInput
          name="name"
          label={t('name')}
          description={t('name.hint')}
          defaultValue={what.name}
          autoComplete="name"
          autoFocus
          required
          withAsterisk={false}
        />
      )}
      <NewPasswordFields autoFocus={what.kind === 'reset'} />
      <KeepField />
      {problem !== undefined && <Problem title={t('redeem.no')} message={problem} kept={t('kept')} />}
      <Button type="submit" size="sm" disabled={working}>
        {working ? t('working') : t('redeem.submit')}
      </Button>
      <div className={styles.ways}>
        <UnstyledButton type="button" className={styles.way} onClick={onBack}>
          {t('code.other')}
        </UnstyledButton>
      </div>
    </form>
  );
}
