import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../hooks/use-now.ts';
import { Problem } from '../../ui/problem.tsx';
import { clockTime } from '../../ui/times.ts';
import { quietSpans } from './quiet-spans.ts';
import styles from './settings.module.css';
import { SettingsPart } from './settings-part.tsx';
import { useDoNotDisturb } from './use-do-not-disturb.ts';

/** Whether one may be disturbed right now. */
export function DoNotDisturbPart() {
  const { t } = useTranslation('settings');
  const { until, problem, begin, end } = useDoNotDisturb();
  const now = useNow(60_000);
  return (
    <SettingsPart title={t('dnd')} hint={t('dnd.hint')}>
      <div className={styles.buttons}>
        {until === undefined ? (
          quietSpans.map((span) => (
            <Button key={span} variant="default" onClick={() => begin(span)}>
              {t(`dnd.${span}`)}
            </Button>
          ))
        ) : (
          <>
            <span>{t('dnd.until', { time: clockTime(until, now) })}</span>
            <Button variant="default" onClick={end}>
              {t('dnd.end')}
            </Button>
          </>
        )}
      </div>
      {problem !== undefined && <Problem message={problem} kept={t('kept')} />}
    </SettingsPart>
  );
}
