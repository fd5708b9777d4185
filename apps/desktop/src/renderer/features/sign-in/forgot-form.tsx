import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../state/bridge.ts';
import { sayProblem } from '../../state/say-problem.ts';
import { Problem } from '../../ui/problem.tsx';
import { completeServerAddress } from './server-address.ts';
import { ServerField } from './server-field.tsx';
import styles from './sign-in.module.css';
import { textOf, type WayProps } from './typed.ts';
import { WayLinks } from './way-links.tsx';

/** Asks for a code for a new password. What it says is the same whether there is such an account. */
export function ForgotForm({ typed, onWay }: WayProps) {
  const { t } = useTranslation('sign-in');
  const [problem, setProblem] = useState<string>();
  const [sentTo, setSentTo] = useState<string>();
  const [working, setWorking] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = textOf(form, 'email').trim();
    setWorking(true);
    const outcome = await bridge.call('forgotPassword', {
      server: completeServerAddress(textOf(form, 'server')),
      email,
    });
    setWorking(false);
    setProblem(outcome.ok ? undefined : sayProblem(outcome.error.message));
    setSentTo(outcome.ok ? email : undefined);
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
        autoFocus={typed.server !== undefined}
      />
      {problem !== undefined && <Problem title={t('forgot.no')} message={problem} kept={t('kept')} />}
      {sentTo !== undefined && (
        <p className={styles.said} role="status" data-text>
          {t('forgot.sent', { email: sentTo })}
        </p>
      )}
      <Button
        type="submit"
        size="sm"
        variant={sentTo === undefined ? 'filled' : 'default'}
        disabled={working}
      >
        {t(sentTo === undefined ? 'forgot.submit' : 'forgot.again')}
      </Button>
      <WayLinks ways={['code', 'password']} typed={typed} onWay={onWay} />
    </form>
  );
}
