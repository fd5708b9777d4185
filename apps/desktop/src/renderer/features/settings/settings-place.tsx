import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RailFootProps } from '../../app/feature.ts';
import { goTo, useRoute } from '../../state/route.ts';
import styles from './settings-place.module.css';

/** The way to the settings, in the lower part of the rail. */
export function SettingsPlace({ isNarrow }: RailFootProps) {
  const { t } = useTranslation('settings');
  const isCurrent = useRoute(({ route }) => route.screen === 'settings');
  const label = t('screen.settings');
  return (
    <div className={styles.place}>
      <Tooltip label={label} position="right" disabled={!isNarrow}>
        <UnstyledButton
          className={styles.button}
          aria-current={isCurrent ? 'page' : undefined}
          onClick={() => goTo({ screen: 'settings' })}
        >
          <IconSettings size={16} aria-hidden />
          <span className={isNarrow ? 'said' : undefined}>{label}</span>
        </UnstyledButton>
      </Tooltip>
    </div>
  );
}
