import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../state/bridge.ts';
import { Problem } from '../../ui/problem.tsx';
import { completeServerAddress } from './server-address.ts';
import styles from './sign-in.module.css';

export interface SignInFormProps {
  readonly server: string | undefined;
  readonly email?: string | undefined;
  /** Why one has to sign in, if there is more to it than that nobody is. */
  readonly reason?: string | undefined;
  readonly onSignedIn?: () => void;
}

export function SignInForm({ server, email, reason, onSignedIn }: SignInFormProps) {
  const { t } = useTranslation('sign-in');
  const [problem, setProblem] = useState(reason);
  const [working, setWorking] = useState(false);
  const hasKeyStore = useKeyStore();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (field: string) => String(form.get(field) ?? '');
    setWorking(true);
    const outcome = await bridge.call('signIn', {
      server: completeServerAddress(text('server')),
      email: text('email').trim(),
      password: text('password'),
      keepUnprotected: form.has('unprotected'),
    });
    setWorking(false);
    setProblem(outcome.ok ? undefined : outcome.error.message);
    if (outcome.ok) onSignedIn?.();
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        name="server"
        label={t('server')}
        description={t('server.hint')}
        defaultValue={server}
        placeholder="https://desk.example.org"
        required
        withAsterisk={false}
        spellCheck={false}
        autoFocus={server === undefined}
      />
      <TextInput
        name="email"
        label={t('email')}
        type="email"
        defaultValue={email}
        autoComplete="username"
        required
        withAsterisk={false}
        spellCheck={false}
        autoFocus={server !== undefined && email === undefined}
      />
      <PasswordInput
        name="password"
        label={t('password')}
        autoComplete="current-password"
        autoFocus={email !== undefined}
        required
        withAsterisk={false}
      />
      {hasKeyStore === false && (
        <Checkbox name="unprotected" size="xs" label={t('unprotected')} description={t('unprotected.hint')} />
      )}
      {problem !== undefined && <Problem title={t('notSignedIn')} message={problem} kept={t('kept')} />}
      <Button type="submit" size="sm" disabled={working}>
        {working ? t('working') : t('submit')}
      </Button>
    </form>
  );
}

function useKeyStore(): boolean | undefined {
  const [available, setAvailable] = useState<boolean>();
  useEffect(() => {
    bridge.shell.keyStore().then((keyStore) => setAvailable(keyStore.available));
  }, []);
  return available;
}
