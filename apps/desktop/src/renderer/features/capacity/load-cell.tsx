import { type Load, type LoadLevel, levelOf } from '@holdfast/shared/capacity/load.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import styles from './capacity-grid.module.css';
import { writePercent } from './figures.ts';
import { plainHours, writeHours } from './hours-text.ts';

export interface LoadFigureProps {
  readonly load: Load;
  readonly level: LoadLevel;
  readonly shows: 'plan' | 'use';
  /** The load in words. */
  readonly words: string;
}

/** How much is planned in a week: the figure, and a mark where it is too much, so that no colour has to say it. */
export function LoadFigure({ load, level, shows, words }: LoadFigureProps) {
  const figure = shows === 'plan' ? writeHours(load.planned) : usedText(load);
  return (
    <>
      {level === 'over' && <IconAlertTriangle className={styles.mark} size={12} aria-hidden />}
      <span aria-hidden>{figure}</span>
      <span className="said">{words}</span>
    </>
  );
}

/** Says loads in words, each once: a grid has many that are the same. */
export function loadSayer(t: TFunction<'capacity'>): (load: Load, level: LoadLevel) => string {
  const known = new Map<string, string>();
  return (load, level) => {
    const key = `${load.planned} ${load.available} ${level}`;
    const words = known.get(key) ?? sayLoad(t, load, level);
    if (known.size < MOST_KNOWN) known.set(key, words);
    return words;
  };
}

const MOST_KNOWN = 10_000;

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
