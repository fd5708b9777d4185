import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The address of the server, as people type it. */
export function ServerField({ server }: { readonly server: string | undefined }) {
  const { t } = useTranslation('sign-in');
  return (
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
  );
}
