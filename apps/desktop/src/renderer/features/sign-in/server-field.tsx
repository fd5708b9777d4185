import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverWords } from './server-words.ts';
import styles from './sign-in.module.css';
import { type ServerCheck, useServerCheck } from './use-server-check.ts';

/** The address of the server, as people type it, and what stands there. */
export function ServerField({ server }: { readonly server: string | undefined }) {
  const { t } = useTranslation('sign-in');
  const [typed, setTyped] = useState(server ?? '');
  const check = useServerCheck(typed);
  return (
    <TextInput
      name="server"
      dir="ltr"
      label={t('server')}
      description={
        <span role="status" className={styles.found} data-state={stateOf(check)}>
          {serverWords(check, t)}
        </span>
      }
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      placeholder="https://desk.example.org"
      required
      withAsterisk={false}
      spellCheck={false}
      autoFocus={server === undefined}
    />
  );
}

function stateOf(check: ServerCheck): 'good' | 'bad' | undefined {
  if (check === undefined || check === 'checking') return undefined;
  return check.ok ? 'good' : 'bad';
}
