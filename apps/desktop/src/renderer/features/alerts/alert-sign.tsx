import type { AlertKind } from '@holdfast/shared/alerts/alert-kinds.ts';
import {
  type Icon,
  IconCalendarExclamation,
  IconCash,
  IconChartLine,
  IconClockExclamation,
  IconGauge,
  IconUserExclamation,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './alerts.module.css';

const signs: Readonly<Record<AlertKind, Icon>> = {
  'cash-low': IconCash,
  overspent: IconGauge,
  'forecast-over': IconChartLine,
  'person-over': IconUserExclamation,
  'division-over': IconUsersGroup,
  'phase-late': IconCalendarExclamation,
  'ticket-overdue': IconClockExclamation,
};

export interface AlertSignProps {
  readonly kind: AlertKind;
  /** It is over: its sign is quiet. */
  readonly isOver?: boolean;
}

/** Of which kind an alert is, by a shape of its own. */
export function AlertSign({ kind, isOver }: AlertSignProps) {
  const { t } = useTranslation('alerts');
  const Sign = signs[kind];
  const label = t(`kind.${kind}`);
  return (
    <span role="img" aria-label={label} title={label} className={styles.sign} data-over={isOver || undefined}>
      <Sign size={16} aria-hidden />
    </span>
  );
}
