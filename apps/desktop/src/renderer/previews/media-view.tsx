import { useMemo, useState } from 'react';
import { Card, CardOf, type OfFile, Reading } from './card.tsx';
import type { FileSource } from './file-source.ts';
import { mediaLoader } from './loaders.ts';
import { useLoaded } from './use-loaded.ts';
import styles from './viewer.module.css';

export interface MediaViewProps {
  readonly source: FileSource;
  readonly as: 'sound' | 'film';
  /** Of its bytes. */
  readonly kind: string;
  readonly of: OfFile;
}

/** Sound or film, with the window's own controls. Nothing plays by itself. */
export function MediaView({ source, as, kind, of }: MediaViewProps) {
  const loaded = useLoaded(
    source,
    useMemo(() => mediaLoader(kind), [kind]),
  );
  const [cannot, setCannot] = useState(false);
  if (cannot) return <Card why="unplayable" of={of} />;
  if (loaded === undefined) return <Reading />;
  if (loaded.state !== 'there') return <CardOf loaded={loaded} of={of} />;
  const Player = as === 'sound' ? 'audio' : 'video';
  return (
    <div className={styles.frame}>
      <Player
        className={styles.player}
        src={loaded.value}
        controls
        aria-label={of.attachment.name}
        onError={() => setCannot(true)}
      />
    </div>
  );
}
