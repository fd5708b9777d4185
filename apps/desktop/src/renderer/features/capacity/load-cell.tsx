import { type Load, type LoadLevel, levelOf } from '@holdfast/shared/capacity/load.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import styles from './capacity-grid.module.css';
import { writePercent } from './figures.ts';
import { plainHours, writeHours } from './hours-text.ts';

export interface LoadFigureProps {
  readonly load: Load;
  readonly level: LoadLevel;
  readonly shows: 'plan' | 'use';
}

/** How much is planned in a week: the figure, and a mark where it is too much, so that no colour has to say it. */
export function LoadFigure({ load, level, shows }: LoadFigureProps) {
  const { t } = useTranslation('capacity');
  const figure = shows === 'plan' ? writeHours(load.planned) : usedText(load);
  return (
    <>
      {level === 'over' && <IconAlertTriangle className={styles.mark} size={12} aria-hidden />}
      <span aria-hidden>{figure}</span>
      <span className="said">{sayLoad(t, load, level)}</span>
    </>
  );
}

/** Nothing where nobody works and nothing is planned. */
function usedText(load: Load): string {
  return load.planned === 0 && load.available === 0 ? '' : writePercent(load);
}

/** A load in words: hours, percent, and whether it is too much. */
export function sayLoad(t: TFunction<'capacity'>, load: Load, level: LoadLevel): string {
  const { planned, available } = load;
  const hours = { planned: plainHours(planned) || '0', available: plainHours(available) || '0' };
  if (available === 0 && planned > 0) return t('load.none', hours);
  const said = t('load', { ...hours, percent: writePercent(load) });
  return level === 'over' ? `${said}, ${t('level.over')}` : said;
}

export function levelFor(load: Load, limit: number): LoadLevel {
  return levelOf(load, limit);
}
