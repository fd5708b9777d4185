import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UpdateState } from '../../../preload/shell-topics.ts';
import { useDeviceSettings } from '../../hooks/use-device-settings.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useShellState } from '../../hooks/use-shell-state.ts';
import { bridge } from '../../state/bridge.ts';
import { clockTime } from '../../ui/times.ts';
import { ChoiceField } from './choice-field.tsx';
import styles from './settings.module.css';
import { Setting, SettingsPart, SwitchSetting } from './settings-part.tsx';

const channels = ['stable', 'beta'] as const;

/** Which version runs, whether there is a newer one, and how it comes. */
export function UpdatesSection() {
  const { t } = useTranslation('settings');
  const updates = useShellState('updates');
  const { settings, choose } = useDeviceSettings();
  if (updates === undefined) return null;
  const isOurs = updates.state !== 'packaged' && updates.state !== 'unsupported';
  return (
    <>
      <SettingsPart title={t('update')} hint={t('update.running', { version: bridge.shell.version })}>
        <UpdateNow updates={updates} isOurs={isOurs} />
      </SettingsPart>
      {isOurs && (
        <SettingsPart title={t('update.how')}>
          <SwitchSetting
            label={t('update.byItself')}
            hint={t('update.byItself.hint')}
            isOn={settings.updateByItself}
            onChange={(updateByItself) => choose({ updateByItself })}
          />
          <Setting label={t('update.channel')} hint={t(`update.channel.${settings.updateChannel}.hint`)}>
            <ChoiceField
              label={t('update.channel')}
              choices={channels.map((key) => ({ key, label: t(`update.channel.${key}`) }))}
              chosen={[settings.updateChannel]}
              onChoose={(key) => choose({ updateChannel: key === 'beta' ? 'beta' : 'stable' })}
            >
              {t(`update.channel.${settings.updateChannel}`)}
            </ChoiceField>
          </Setting>
        </SettingsPart>
      )}
    </>
  );
}

interface UpdateNowProps {
  readonly updates: UpdateState;
  /** Whether this app looks after its updates itself. */
  readonly isOurs: boolean;
}

function UpdateNow({ updates, isOurs }: UpdateNowProps) {
  const { t } = useTranslation('settings');
  const now = useNow(60_000);
  const { state, version, percent, problem, checkedAt } = updates;
  const isBusy = state === 'checking' || state === 'downloading';
  const known = state === 'packaged' && version !== undefined ? 'packaged.newer' : state;
  return (
    <>
      <p role="status" data-text>
        {t(`update.state.${known}`, { version, percent: percent ?? 0, problem: problem ?? '' })}
      </p>
      {checkedAt !== undefined && (
        <p className={styles.dim}>{t('update.checked', { time: clockTime(checkedAt, now) })}</p>
      )}
      <div className={styles.buttons}>
        {state === 'ready' && (
          <Button onClick={() => bridge.shell.call('installUpdate', {})}>{t('update.install')}</Button>
        )}
        {isOurs && (
          <Button
            variant="default"
            disabled={isBusy}
            onClick={() => bridge.shell.call('checkForUpdates', {})}
          >
            {t('update.check')}
          </Button>
        )}
      </div>
    </>
  );
}
