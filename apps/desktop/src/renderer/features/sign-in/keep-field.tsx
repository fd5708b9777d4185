import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useKeyStore } from '../../hooks/use-key-store.ts';

/** Asks, where there is no key store, whether the session shall be kept all the same. */
export function KeepField() {
  const { t } = useTranslation('sign-in');
  const keyStore = useKeyStore();
  if (keyStore?.available !== false) return null;
  return (
    <Checkbox name="unprotected" size="xs" label={t('unprotected')} description={t('unprotected.hint')} />
  );
}
