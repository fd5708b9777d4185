import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../ui/problem.tsx';
import styles from './capacity-screen.module.css';
import { say, useGrid } from './grid-store.ts';

/** Of what was not taken so many are named. */
const NAMED = 5;

/** What was done last in the grid, and what was not. */
export function GridNotes() {
  const { t } = useTranslation('capacity');
  const message = useGrid((state) => state.message);
  const problem = useGrid((state) => state.problem);
  return (
    <div className={styles.notes}>
      <p role="status" className={styles.message}>
        {message}
      </p>
      {problem !== undefined && <Problem message={problem} kept={t('kept')} />}
      <NotTakenCells />
    </div>
  );
}

/** Which cells of what was pasted say no hours, or found no place. */
function NotTakenCells() {
  const { t } = useTranslation('capacity');
  const { t: ofApp } = useTranslation();
  const notTaken = useGrid((state) => state.notTaken);
  if (notTaken.length === 0) return null;
  const more = notTaken.length - NAMED;
  return (
    <section className={styles.notTaken} aria-label={t('notTaken')}>
      <header className={styles.notTakenHead}>
        <h2>{t('notTaken.count', { count: notTaken.length })}</h2>
        <CloseButton aria-label={ofApp('dialog.close')} onClick={() => say('')} />
      </header>
      <ul>
        {notTaken.slice(0, NAMED).map(({ line, cell, text, why }) => (
          <li key={`${line} ${cell}`} dir="auto">
            {t(`notTaken.${why}`, { line, cell, text })}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{t('notTaken.more', { count: more })}</p>}
    </section>
  );
}
