import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { exactTime } from '../../ui/times.ts';
import styles from './inbox.module.css';
import { snoozeTimes } from './snooze-times.ts';

export interface SnoozeMenuProps {
  readonly opened: boolean;
  readonly onChange: (isOpen: boolean) => void;
  readonly onChoose: (until: Date) => void;
}

/** Puts something off: when it comes back is chosen here. */
export function SnoozeMenu({ opened, onChange, onChoose }: SnoozeMenuProps) {
  const { t } = useTranslation('inbox');
  return (
    <Menu
      opened={opened}
      onChange={onChange}
      position="bottom-end"
      width={220}
      withInitialFocusPlaceholder={false}
    >
      <Tooltip label={`${t('snooze')} · H`} disabled={opened}>
        <Menu.Target>
          <ActionIcon
            aria-label={t('snooze')}
            tabIndex={-1}
            data-open={opened || undefined}
            onClick={(event) => event.stopPropagation()}
          >
            <IconClockPause size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
        <Menu.Label>{t('snooze.label')}</Menu.Label>
        {snoozeTimes(new Date()).map(({ snooze, until }) => (
          <Menu.Item key={snooze} title={exactTime(until.getTime())} onClick={() => onChoose(until)}>
            <span className={styles.snooze}>{t(`snooze.${snooze}`)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
