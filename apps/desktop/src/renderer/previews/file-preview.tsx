import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { lazy, Suspense, useMemo } from 'react';
import type { FileState } from '../../engine/api/files.ts';
import { Card, CardOf, Reading } from './card.tsx';
import { attachmentSource, type FileSource } from './file-source.ts';
import { lookLoader } from './loaders.ts';
import type { Look } from './look-at.ts';
import { MediaView } from './media-view.tsx';
import { PictureView } from './picture-view.tsx';
import { TextView } from './text-view.tsx';
import { useLoaded } from './use-loaded.ts';

/** It is larger than all the others together. */
const PdfView = lazy(async () => ({ default: (await import('./pdf-view.tsx')).PdfView }));

export interface FilePreviewProps {
  readonly attachment: Attachment;
  readonly file: FileState;
}

/** A file that is here, shown as what its bytes are. */
export function FilePreview({ attachment, file }: FilePreviewProps) {
  const { id, hash, size } = attachment;
  const source = useMemo(() => attachmentSource({ id, hash, size }), [id, hash, size]);
  const look = useLoaded(source, lookLoader);
  if (look === undefined) return <Reading />;
  if (look.state !== 'there') return <CardOf loaded={look} of={{ attachment, file }} />;
  return <Shown look={look.value} source={source} attachment={attachment} file={file} />;
}

interface ShownProps extends FilePreviewProps {
  readonly look: Look;
  readonly source: FileSource;
}

function Shown({ look, source, ...of }: ShownProps) {
  switch (look.as) {
    case 'picture':
      return <PictureView source={source} kind={look.kind} of={of} />;
    case 'sound':
    case 'film':
      return <MediaView source={source} as={look.as} kind={look.kind} of={of} />;
    case 'pdf':
      return (
        <Suspense fallback={<Reading />}>
          <PdfView source={source} of={of} />
        </Suspense>
      );
    case 'text':
      return <TextView source={source} of={of} />;
    default:
      return <Card why={look.why} of={of} />;
  }
}
