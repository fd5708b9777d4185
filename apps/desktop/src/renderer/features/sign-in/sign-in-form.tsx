import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../state/bridge.ts';
import { sayProblem } from '../../state/say-problem.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { KeepField } from './keep-field.tsx';
import { completeServerAddress } from './server-address.ts';
import { ServerField } from './server-field.tsx';
import styles from './sign-in.module.css';
import { textOf, type WayProps } from './typed.ts';
import { WayLinks } from './way-links.tsx';

export interface SignInFormProps extends WayProps {
  /** Why one has to sign in, if there is more to it than that nobody is. */
  readonly reason: string | undefined;
}

/** The way in with e-mail address and password. */
export function SignInForm({ typed, onWay, reason }: SignInFormProps) {
  const { t } = useTranslation('sign-in');
  const [problem, setProblem] = useState(reason && sayProblem(reason));
  const [working, setWorking] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setWorking(true);
    const outcome = await bridge.call('signIn', {
      server: completeServerAddress(textOf(form, 'server')),
      email: textOf(form, 'email').trim(),
      password: textOf(form, 'password'),
      keepUnprotected: form.has('unprotected'),
    });
    setWorking(false);
    setProblem(outcome.ok ? undefined : sayProblem(outcome.error.message));
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <ServerField server={typed.server} />
      <TextInput
        name="email"
        label={t('email')}
        type="email"
        dir="ltr"
        defaultValue={typed.email}
        autoComplete="username"
        required
        withAsterisk={false}
        spellCheck={false}
        autoFocus={typed.server !== undefined && typed.email === undefined}
      />
      <PasswordField
        name="password"
        label={t('password')}
        autoComplete="current-password"
        autoFocus={typed.email !== undefined}
        required
        withAsterisk={false}
      />
      <KeepField />
      {problem !== undefined && <Problem title={t('notSignedIn')} message={problem} kept={t('kept')} />}
      <Button type="submit" size="sm" disabled={working}>
        {working ? t('working') : t('submit')}
      </Button>
      <WayLinks ways={['code', 'forgot']} typed={typed} onWay={onWay} />
    </form>
  );
}
