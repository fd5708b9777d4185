import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DropArea } from '../files/drop-area.tsx';
import { useFilesOfDraft } from '../files/use-files-of-draft.ts';
import { threadDraft } from './composer-draft.ts';
import { focusField } from './focus-field.ts';

export interface ThreadDropProps {
  readonly threadId: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

/** The messages of a thread as a place that takes files: they go with what is being written in its composer. */
export function ThreadDrop({ threadId, className, children }: ThreadDropProps) {
  const { t } = useTranslation('files');
  const place = threadDraft(threadId);
  const { add } = useFilesOfDraft(place);
  const take = (files: readonly File[]) => {
    add(files);
    focusField(place);
  };
  return (
    <DropArea className={className} label={t('drop.message')} onFiles={take}>
      {children}
    </DropArea>
  );
}
