import { useMemo } from 'react';
import { CardOf, type OfFile, Reading } from './card.tsx';
import type { FileSource } from './file-source.ts';
import { pictureLoader } from './loaders.ts';
import { useLoaded } from './use-loaded.ts';
import styles from './viewer.module.css';

export interface PictureViewProps {
  readonly source: FileSource;
  /** Of its bytes. */
  readonly kind: string;
  readonly of: OfFile;
}

/** A picture as a whole, as large as there is room, and no larger than it is. */
export function PictureView({ source, kind, of }: PictureViewProps) {
  const loaded = useLoaded(
    source,
    useMemo(() => pictureLoader(kind), [kind]),
  );
  if (loaded === undefined) return <Reading />;
  if (loaded.state !== 'there') return <CardOf loaded={loaded} of={of} />;
  return (
    <div className={styles.frame}>
      <img className={styles.picture} src={loaded.value} alt={of.attachment.name} />
    </div>
  );
}
