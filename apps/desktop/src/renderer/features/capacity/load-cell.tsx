import { type Load, type LoadLevel, levelOf } from '@holdfast/shared/capacity/load.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import styles from './capacity-grid.module.css';
import { writePercent } from './figures.ts';
import { writeHours } from './hours-text.ts';

export interface LoadFigureProps {
  readonly text: string;
  /** The same in full, for who does not see it; nothing where the text says all. */
  readonly words: string | undefined;
  readonly isOver: boolean;
}

/** A figure of a week, with a mark where it is too much, so that no colour has to say it. */
export function LoadFigure({ text, words, isOver }: LoadFigureProps) {
  if (words === undefined) return <span>{text}</span>;
  return (
    <>
      {isOver && <IconAlertTriangle className={styles.mark} size={12} aria-hidden />}
      <span aria-hidden>{text}</span>
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

/** A load as a cell has room for it; nothing where nobody works and nothing is planned. */
export function loadText(load: Load, shows: 'plan' | 'use'): string {
  if (shows === 'plan') return writeHours(load.planned);
  return load.planned === 0 && load.available === 0 ? '' : writePercent(load);
}

/** A load in words: hours, percent, and whether it is too much. */
export function sayLoad(t: TFunction<'capacity'>, load: Load, level: LoadLevel): string {
  const { planned, available } = load;
  const hours = { planned: writeHours(planned) || '0', available: writeHours(available) || '0' };
  if (available === 0 && planned > 0) return t('load.none', hours);
  const said = t('load', { ...hours, percent: writePercent(load) });
  return level === 'over' ? `${said}, ${t('level.over')}` : said;
}

export function levelFor(load: Load, limit: number): LoadLevel {
  return levelOf(load, limit);
}
