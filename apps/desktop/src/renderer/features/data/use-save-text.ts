import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../state/bridge.ts';

/** Asks where to save a text, and says what came of it. */
export function useSaveText(): {
  readonly said: string;
  readonly save: (name: string, text: string) => Promise<void>;
} {
  const { t } = useTranslation('data');
  const [said, setSaid] = useState('');
  const save = async (name: string, text: string) => {
    const { saved, problem } = await bridge.shell.call('saveText', { name, text });
    if (problem !== undefined) setSaid(t('notSaved', { problem }));
    else setSaid(saved ? t('saved') : '');
  };
  return { said, save };
}
