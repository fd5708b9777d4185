import { valueOn } from '@holdfast/shared/alerts/open-alert.ts';
import type { Alert } from '@holdfast/shared/model/alert.ts';
import type { TFunction } from 'i18next';
import { writePercent, writeShortDay } from '../../ui/write-figures.ts';
import { writeAmount } from '../projects/amount.ts';

type Said = Pick<Alert, 'kind' | 'value' | 'limit' | 'week' | 'updatedAt'>;

/** What an alert says of its subject, with its figures as they are on a day. */
export function alertWords(alert: Said, today: string, t: TFunction): string {
  const { kind, week } = alert;
  const value = valueOn(alert, today);
  const figures = {
    value: writeFigure(kind, value),
    limit: writeFigure(kind, alert.limit),
    week: week === null ? '' : writeShortDay(week),
    count: value,
  };
  if (kind === 'ticket-overdue' && value < 1) return t('says.ticket-overdue.today', { ns: 'alerts' });
  return t(`says.${kind}`, { ns: 'alerts', ...figures });
}

/** A figure of a kind for people: money, percent, or days. */
export function writeFigure(kind: Alert['kind'], figure: number): string {
  if (kind === 'cash-low') return writeAmount(figure);
  if (kind === 'phase-late' || kind === 'ticket-overdue') return String(figure);
  return writePercent(figure);
}
