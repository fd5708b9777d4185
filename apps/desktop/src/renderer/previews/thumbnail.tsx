import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { useInViewport } from '@mantine/hooks';
import { type CSSProperties, useMemo, useState } from 'react';
import type { DraftFile, FileState } from '../../engine/api/files.ts';
import { boxSize } from './box-size.ts';
import { attachmentSource, draftSource } from './file-source.ts';
import { KindIcon } from './kind-icon.tsx';
import { isPicture } from './picture-kinds.ts';
import { useQuietFetch } from './quiet-fetch.ts';
import styles from './thumbnail.module.css';
import { useThumbnail } from './use-thumbnail.ts';

export interface ThumbnailProps {
  readonly attachment: Attachment;
  /** How its file is; nothing until that is known. */
  readonly state: FileState | undefined;
  /** `row`: a small square, in a list. `message`: as large as a picture among messages is. */
  readonly shape?: 'row' | 'message';
}

/**
 * What a file looks like, or a sign for its kind. It is decoration: its name stands beside it or on the button around
 * it. A small picture that is in sight is fetched if it is not here.
 */
export function Thumbnail({ attachment, state, shape = 'row' }: ThumbnailProps) {
  const { id, hash, size, width, height } = attachment;
  const { ref, inViewport } = useInViewport<HTMLSpanElement>();
  const kind = state?.kind ?? attachment.kind ?? undefined;
  const [wasSeen, setWasSeen] = useState(false);
  if (inViewport && !wasSeen) setWasSeen(true);
  const isShown = isPicture(kind) && wasSeen;
  useQuietFetch(attachment, state?.state, isShown);
  const isHere = state?.kept === true;
  const source = useMemo(
    () => (isShown && isHere ? attachmentSource({ id, hash, size }) : undefined),
    [isShown, isHere, id, hash, size],
  );
  const address = useThumbnail(source);
  const isLarge = shape === 'message' && isPicture(kind);
  const room: CSSProperties = isLarge ? boxSize(width, height) : {};
  return (
    <span ref={ref} className={styles.box} data-large={isLarge || undefined} style={room}>
      <Inside address={address} kind={kind} />
    </span>
  );
}

/** The same of a file of what is being written. */
export function DraftThumbnail({ file }: { readonly file: DraftFile }) {
  const { id, hash, size, kind } = file;
  const source = useMemo(
    () => (isPicture(kind) ? draftSource({ id, hash, size }) : undefined),
    [id, hash, size, kind],
  );
  const address = useThumbnail(source);
  return (
    <span className={styles.box}>
      <Inside address={address} kind={kind} />
    </span>
  );
}

interface InsideProps {
  readonly address: string | undefined;
  readonly kind: string | undefined;
}

function Inside({ address, kind }: InsideProps) {
  if (address === undefined) return <KindIcon kind={kind} />;
  return <img className={styles.picture} src={address} alt="" draggable={false} />;
}
