import { IconKeyboard } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Feature } from '../../app/feature.ts';
import { showShortcuts } from './shown-store.ts';
import { texts } from './texts.ts';

/** The list of all keys. The frame shows it, because it knows all commands. */
export const feature: Feature = {
  name: 'shortcuts',
  texts,
  useCommands: () => {
    const { t } = useTranslation('shortcuts');
    return [
      {
        id: 'shortcuts',
        label: t('title'),
        keys: '?',
        // On most keyboards it is a sign above another one; in Arabic it looks the other way.
        moreKeys: ['shift+?', '؟', 'shift+؟'],
        icon: IconKeyboard,
        run: showShortcuts,
      },
    ];
  },
};
