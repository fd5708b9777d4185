import { Modal, useDirection } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { ViewedFile } from './viewed-file.tsx';
import styles from './viewer.module.css';
import { closeViewer, stepViewer, useViewer } from './viewer-store.ts';

export interface ViewerProps {
  /** The file that is shown; nothing while it is closed. */
  readonly attachmentId: string | undefined;
  readonly among: readonly string[];
}

/** A file over everything else, with the ones beside it an arrow away. */
export function Viewer({ attachmentId, among }: ViewerProps) {
  const { t } = useTranslation('previews');
  const isOpen = attachmentId !== undefined;
  useFocusBack(isOpen);
  return (
    <Modal.Root
      opened={isOpen}
      onClose={closeViewer}
      returnFocus={false}
      fullScreen
      transitionProps={{ duration: 0 }}
      classNames={{ content: styles.viewer ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('viewer')}>
        {isOpen && (
          <ErrorBoundary>
            <Arrows />
            <ViewedFile attachmentId={attachmentId} among={among} />
          </ErrorBoundary>
        )}
      </Modal.Content>
    </Modal.Root>
  );
}

/** Closed, the focus goes back to where the viewer was opened: its dialog did not exist yet then, and cannot know. */
function useFocusBack(isOpen: boolean): void {
  useEffect(() => {
    const { from } = useViewer.getState();
    if (!isOpen || !(from instanceof HTMLElement)) return;
    return () => from.focus();
  }, [isOpen]);
}

/** Arrows lead to the file before and the next one, wherever the focus is. */
function Arrows() {
  const forward = useDirection().dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  useWindowEvent('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || takesArrows(event.target)) return;
    event.preventDefault();
    stepViewer(event.key === forward ? 1 : -1);
  });
  return null;
}

/** Sound, film and menus have a use of their own for them. */
function takesArrows(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('audio, video, [role="menu"]') !== null;
}
