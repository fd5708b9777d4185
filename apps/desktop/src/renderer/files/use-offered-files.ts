import { type ClipboardEvent, type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '../state/toast.ts';
import { writeList } from '../ui/locale.ts';
import { holdsFiles, type OfferedFiles, offeredFiles, pastedFiles } from './offered-files.ts';

/** What is let go over something lands in the innermost place that takes files. */
export const PLACE = 'data-takes-files';

/** Takes files that are dropped on a place or pasted into it. `isOver`: some are dragged over it and would land in it. */
export function useOfferedFiles(onFiles: (files: readonly File[]) => void) {
  const { t } = useTranslation('files');
  const [isOver, setIsOver] = useState(false);
  const take = ({ files, folders }: OfferedFiles) => {
    if (folders.length > 0) showToast({ text: t('folders', { names: writeList(folders) }) });
    if (files.length > 0) onFiles(files);
  };
  const handlers = {
    [PLACE]: true,
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(isInnermost(event));
    },
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent<HTMLElement>) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsOver(false);
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      setIsOver(false);
      if (!holdsFiles(event.dataTransfer) || !isInnermost(event)) return;
      event.preventDefault();
      take(offeredFiles(event.dataTransfer));
    },
    onPaste: (event: ClipboardEvent<HTMLElement>) => {
      if (!isInnermost(event)) return;
      const offered = pastedFiles(event.clipboardData, t('pasted', { time: nowForName() }));
      if (offered.files.length + offered.folders.length === 0) return;
      event.preventDefault();
      take(offered);
    },
  };
  return { isOver, handlers };
}

function isInnermost({ target, currentTarget }: { target: EventTarget; currentTarget: Element }): boolean {
  return target instanceof Element && target.closest(`[${PLACE}]`) === currentTarget;
}

/** The moment as it can stand in a name. */
function nowForName(): string {
  const now = new Date();
  const here = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return here.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-');
}
