import type { CodeResponse } from '@holdfast/shared/protocol/sign-in.ts';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../state/bridge.ts';
import { sayProblem } from '../../state/say-problem.ts';
import { Problem } from '../../ui/problem.tsx';
import { RedeemForm } from './redeem-form.tsx';
import { completeServerAddress } from './server-address.ts';
import { ServerField } from './server-field.tsx';
import styles from './sign-in.module.css';
import { textOf, type WayProps } from './typed.ts';
import { WayHead } from './way-head.tsx';
import { WayLinks } from './way-links.tsx';

/** A code that the server knows, and what it is for. */
interface Known {
  readonly server: string;
  readonly code: string;
  readonly what: CodeResponse;
}

/** The way in with a code of an invitation or of a new password: first the code, then what it is for. */
export function CodeForm({ typed, onWay, isPage }: WayProps & { readonly isPage: boolean }) {
  const [known, setKnown] = useState<Known>();
  if (known === undefined) {
    return (
      <>
        <WayHead of="code" isPage={isPage} />
        <AskForCode typed={typed} onWay={onWay} onKnown={setKnown} />
      </>
    );
  }
  const back = () => {
    onWay('code', { ...typed, server: known.server });
    setKnown(undefined);
  };
  return (
    <>
      <WayHead of={known.what.kind} isPage={isPage} />
      <RedeemForm {...known} onBack={back} />
    </>
  );
}

function AskForCode({ typed, onWay, onKnown }: WayProps & { readonly onKnown: (known: Known) => void }) {
  const { t } = useTranslation('sign-in');
  const [problem, setProblem] = useState<string>();
  const [working, setWorking] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const server = completeServerAddress(textOf(form, 'server'));
    const code = textOf(form, 'code').trim();
    setWorking(true);
    const outcome = await bridge.call('lookAtCode', { server, code });
    setWorking(false);
    if (outcome.ok) onKnown({ server, code, what: outcome.value });
    else setProblem(sayProblem(outcome.error.message));
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <ServerField server={typed.server} />
      <TextInput
        name="code"
        label={t('code')}
        description={t('code.hint')}
        classNames={{ input: styles.code }}
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        spellCheck={false}
        autoFocus={typed.server !== undefined}
      />
      {problem !== undefined && <Problem title={t('code.no')} message={problem} kept={t('kept')} />}
      <Button type="submit" size="sm" disabled={working}>
        {working ? t('code.working') : t('code.submit')}
      </Button>
      <WayLinks ways={['password']} typed={typed} onWay={onWay} />
    </form>
  );
}
