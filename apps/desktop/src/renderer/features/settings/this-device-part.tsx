import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TestedNotice } from '../../../engine/api/notices.ts';
import type { NativeState } from '../../../preload/shell-topics.ts';
import { useDeviceSettings } from '../../hooks/use-device-settings.ts';
import { useShellState } from '../../hooks/use-shell-state.ts';
import { bridge } from '../../state/bridge.ts';
import styles from './settings.module.css';
import { SettingsPart, SwitchSetting } from './settings-part.tsx';

/** How this device shows notifications, and trying it. */
export function ThisDevicePart() {
  const { t } = useTranslation('settings');
  const { settings, choose } = useDeviceSettings();
  const native = useShellState('native');
  return (
    <SettingsPart title={t('device')} hint={t('device.hint')}>
      <SwitchSetting
        label={t('device.native')}
        hint={native && t(serviceWords(native), { problem: native.problem })}
        isOn={settings.nativeNotifications}
        onChange={(nativeNotifications) => choose({ nativeNotifications })}
      />
      {native?.focusMode === 'on' && <p className={styles.note}>{t('device.focus')}</p>}
      <SwitchSetting
        label={t('device.sounds')}
        hint={t('device.sounds.hint')}
        isOn={settings.sounds}
        onChange={(sounds) => choose({ sounds })}
      />
      <TestNotice />
    </SettingsPart>
  );
}

function serviceWords({ service, problem }: NativeState): string {
  if (service === 'failed' && problem === undefined) return 'device.service.failed.bare';
  return `device.service.${service}`;
}

/** Shows a notification as a real one would be shown now, and says where it went. */
function TestNotice() {
  const { t } = useTranslation('settings');
  const [said, setSaid] = useState('');
  const send = async () => {
    const outcome = await bridge.call('testNotice', {});
    setSaid(outcome.ok ? t(testWords(outcome.value)) : outcome.error.message);
  };
  return (
    <div className={styles.buttons}>
      <Button variant="default" onClick={send}>
        {t('test')}
      </Button>
      <span role="status">{said}</span>
    </div>
  );
}

function testWords({ shown, why }: TestedNotice): string {
  return shown === 'none' ? `test.none.${why ?? 'unknown'}` : `test.${shown}`;
}
