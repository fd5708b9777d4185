import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FileState } from '../../engine/api/files.ts';
import { useFileActions } from '../files/use-file-actions.ts';
import { useIsSlow } from '../hooks/use-is-slow.ts';
import { sayProblem } from '../state/say-problem.ts';
import { KindIcon } from './kind-icon.tsx';
import type { Loaded } from './use-loaded.ts';
import styles from './viewer.module.css';

/** The file that is looked at. */
export interface OfFile {
  readonly attachment: Attachment;
  readonly file: FileState;
}

export interface CardProps {
  /** Why it is not shown here. */
  readonly why: 'empty' | 'unknown' | 'too-large' | 'broken' | 'locked' | 'unplayable' | 'unreadable';
  /** More about it, in plain words. */
  readonly problem?: string;
  readonly of: OfFile;
}

/** In the place of what cannot be shown: why, and what else can be done. */
export function Card({ why, problem, of: { attachment, file } }: CardProps) {
  const { t } = useTranslation('previews');
  const actions = useFileActions(attachment, file);
  const ways = actions.filter(({ action }) => action === 'open' || action === 'save');
  return (
    <div className={styles.card}>
      <KindIcon kind={file.kind ?? attachment.kind ?? undefined} size={40} />
      <p role="status">
        {t(`why.${why}`)} {problem}
      </p>
      <div className={styles.ways}>
        {ways.map(({ action, run }) => (
          <Button key={action} variant="default" onClick={run}>
            {t(`do.${action}`, { ns: 'files' })}
          </Button>
        ))}
      </div>
    </div>
  );
}

export interface CardOfProps {
  readonly loaded: Exclude<Loaded<unknown>, { state: 'there' }>;
  readonly of: OfFile;
}

/** The same where something was tried and came to nothing. */
export function CardOf({ loaded, of }: CardOfProps) {
  if (loaded.state === 'broken') return <Card why={loaded.why} of={of} />;
  return <Card why="unreadable" problem={sayProblem(loaded.problem)} of={of} />;
}

/** Nothing for a moment; then that it is under way. */
export function Reading() {
  const { t } = useTranslation('previews');
  const isSlow = useIsSlow();
  return (
    <p className={styles.card} role="status">
      {isSlow && t('reading')}
    </p>
  );
}
