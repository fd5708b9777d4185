import { IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RailFootProps } from '../../app/feature.ts';
import { goTo, useRoute } from '../../state/route.ts';
import { PlaceButton } from '../../ui/place-button.tsx';
import styles from './settings-place.module.css';

/** The way to the settings, in the lower part of the rail. */
export function SettingsPlace({ isNarrow }: RailFootProps) {
  const { t } = useTranslation('settings');
  const isCurrent = useRoute(({ route }) => route.screen === 'settings');
  return (
    <div className={styles.place}>
      <PlaceButton
        icon={IconSettings}
        label={t('screen.settings')}
        isCurrent={isCurrent}
        isNarrow={isNarrow}
        onClick={() => goTo({ screen: 'settings' })}
      />
    </div>
  );
}
