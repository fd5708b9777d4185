import { useTranslation } from 'react-i18next';
import { usePreference } from '../../hooks/use-preference.ts';
import { Problem } from '../../ui/problem.tsx';
import { ChannelTable } from './channel-table.tsx';
import { DoNotDisturbPart } from './do-not-disturb-part.tsx';
import { QuietHoursPart } from './quiet-hours-part.tsx';
import { SettingsPart } from './settings-part.tsx';
import { ThisDevicePart } from './this-device-part.tsx';

/** What one hears of, where, and when not. */
export function NotificationsSection() {
  const { t } = useTranslation('settings');
  const { chosen, problem, chooseChannel, chooseQuiet } = usePreference();
  return (
    <>
      {problem !== undefined && <Problem message={problem} kept={t('kept')} />}
      <DoNotDisturbPart />
      <SettingsPart title={t('kinds')} hint={t('kinds.hint')}>
        <ChannelTable chosen={chosen.channels} onChoose={chooseChannel} />
      </SettingsPart>
      <QuietHoursPart hours={chosen.quietHours} onChoose={(hours) => chooseQuiet({ hours })} />
      <ThisDevicePart />
    </>
  );
}
