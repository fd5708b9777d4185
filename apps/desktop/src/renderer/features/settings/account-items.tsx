import { Menu } from '@mantine/core';
import { IconBell, IconBellOff, IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../hooks/use-now.ts';
import { goTo } from '../../state/route.ts';
import { clockTime } from '../../ui/times.ts';
import { quietSpans } from './quiet-spans.ts';
import { useDoNotDisturb } from './use-do-not-disturb.ts';

/** What the account's menu offers of the settings: not to be disturbed, and the way to all of them. */
export function AccountItems() {
  const { t } = useTranslation('settings');
  const { until, begin, end } = useDoNotDisturb();
  const now = useNow(60_000);
  return (
    <>
      {until === undefined ? (
        quietSpans.map((span) => (
          <Menu.Item key={span} leftSection={<IconBellOff size={16} />} onClick={() => begin(span)}>
            {t(`dnd.menu.${span}`)}
          </Menu.Item>
        ))
      ) : (
        <Menu.Item leftSection={<IconBell size={16} />} onClick={end}>
          {t('dnd.menu.end', { time: clockTime(until, now) })}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => goTo({ screen: 'settings' })}>
        {t('screen.settings')}
      </Menu.Item>
    </>
  );
}
