import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { useEffect } from 'react';
import type { FileState } from '../../engine/api/files.ts';
import { useFileWords } from '../files/attachment-words.ts';
import { ProgressLine } from '../files/progress-line.tsx';
import { bridge } from '../state/bridge.ts';
import { KindIcon } from './kind-icon.tsx';
import styles from './viewer.module.css';

export interface NotHereProps {
  readonly attachment: Attachment;
  readonly file: FileState;
}

/** A file that is not whole on this device: who wants to see it has it fetched, and is told how far it is. */
export function NotHere({ attachment, file }: NotHereProps) {
  const { id, name } = attachment;
  const { text, progress } = useFileWords()(attachment, file);
  const isThere = file.state === 'there';
  useEffect(() => {
    if (isThere) void bridge.call('fileFetch', { id, quiet: false });
  }, [id, isThere]);
  return (
    <div className={styles.card}>
      <KindIcon kind={file.kind ?? attachment.kind ?? undefined} size={40} />
      <p role="status">{text}</p>
      {progress !== undefined && (
        <div className={styles.way}>
          <ProgressLine label={name} progress={progress} />
        </div>
      )}
    </div>
  );
}
