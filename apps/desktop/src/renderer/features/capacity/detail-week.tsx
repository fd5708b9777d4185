import { addDays } from '@holdfast/shared/dates.ts';
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { showDetail } from '../../state/route.ts';
import type { Detail } from '../../state/route-shape.ts';
import { DetailHead } from '../../ui/detail-head.tsx';
import styles from './capacity-detail.module.css';
import { longDay } from './weeks.ts';

export interface DetailWeekProps {
  readonly week: string;
  readonly waiting: boolean;
  /** The same of another week. */
  readonly of: (week: string) => Detail;
}

/** The head of a detail: its week, and the way to the weeks around it. */
export function DetailWeek({ week, waiting, of }: DetailWeekProps) {
  const { t } = useTranslation('capacity');
  const go = (weeks: number) => showDetail(of(addDays(week, 7 * weeks)));
  return (
    <DetailHead waiting={waiting}>
      <ActionIcon aria-label={t('week.before')} title={t('week.before')} onClick={() => go(-1)}>
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <span className={styles.week}>{t('week.of', { day: longDay(week) })}</span>
      <ActionIcon aria-label={t('week.after')} title={t('week.after')} onClick={() => go(1)}>
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </DetailHead>
  );
}
