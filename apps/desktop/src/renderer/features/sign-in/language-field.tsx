import { NativeSelect } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isLanguage, languageNames, languages } from '../../../words/languages.ts';
import { bridge } from '../../state/bridge.ts';

const choices = languages.map((language) => ({ value: language, label: languageNames[language] }));

/** The language of the app, for whoever cannot read the one that it begins in. */
export function LanguageField() {
  const { t, i18n } = useTranslation('sign-in');
  const choose = (language: string) => {
    if (isLanguage(language)) void bridge.shell.call('changeSettings', { language });
  };
  return (
    <NativeSelect
      aria-label={t('language')}
      leftSection={<IconLanguage size={16} aria-hidden />}
      size="xs"
      data={choices}
      value={i18n.language}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    />
  );
}
