import { isQuiet, type QuietHours, quietEndsAt } from '@holdfast/shared/quiet-hours.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../hooks/use-now.ts';
import { clockTime } from '../../ui/times.ts';
import { ChoiceField } from './choice-field.tsx';
import { QuietTimeRow } from './quiet-time-row.tsx';
import styles from './settings.module.css';
import { Setting, SettingsPart } from './settings-part.tsx';

export interface QuietHoursPartProps {
  readonly hours: QuietHours | null;
  readonly onChoose: (hours: QuietHours | null) => void;
}

type QuietTime = QuietHours['times'][number];

const MOST = 20;
/** What a new line begins with: the evenings and nights of working days. */
const usual: QuietTime = { days: [1, 2, 3, 4, 5], from: '18:00', to: '08:00' };

/** When nothing shows by itself, by days of the week and the clocks of one place. */
export function QuietHoursPart({ hours, onChoose }: QuietHoursPartProps) {
  const { t } = useTranslation('settings');
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { zone, times } = hours ?? { zone: here, times: [] };
  const choose = (next: readonly QuietTime[]) =>
    onChoose(next.length === 0 ? null : { zone, times: [...next] });
  return (
    <SettingsPart title={t('quiet')} hint={t('quiet.hint')}>
      <QuietNow hours={hours} />
      {times.map((time, index) => (
        <QuietTimeRow
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no name but their place
          key={index}
          time={time}
          onChange={(changed) => choose(times.with(index, changed))}
          onRemove={() => choose(times.toSpliced(index, 1))}
        />
      ))}
      {times.length > 0 && (
        <Setting label={t('quiet.zone')}>
          <ChoiceField
            label={t('quiet.zone')}
            choices={zoneChoices(zone)}
            chosen={[zone]}
            searchLabel={t('quiet.zone.find')}
            nothingFound={t('quiet.zone.nothing')}
            onChoose={(chosen) => onChoose({ zone: chosen, times })}
          >
            {zoneName(zone)}
          </ChoiceField>
        </Setting>
      )}
      {times.length < MOST && (
        <div className={styles.buttons}>
          <Button variant="default" onClick={() => choose([...times, usual])}>
            {t(times.length === 0 ? 'quiet.begin' : 'quiet.add')}
          </Button>
        </div>
      )}
    </SettingsPart>
  );
}

/** Says so while these hours hold. */
function QuietNow({ hours }: Pick<QuietHoursPartProps, 'hours'>) {
  const { t } = useTranslation('settings');
  const now = useNow(60_000);
  const quiet = { quietHours: hours, quietUntil: null };
  if (!isQuiet(quiet, now)) return null;
  return <p className={styles.note}>{t('quiet.now', { time: clockTime(quietEndsAt(quiet, now), now) })}</p>;
}

/** Those that this device knows, and the one that was chosen, perhaps on another. */
function zoneChoices(zone: string) {
  const known = Intl.supportedValuesOf('timeZone');
  const all = known.includes(zone) ? known : [zone, ...known];
  return all.map((key) => ({ key, label: zoneName(key) }));
}

/** As people read it: each word found by its beginning. */
function zoneName(zone: string): string {
  return zone.replaceAll('_', ' ').replaceAll('/', ' / ');
}
