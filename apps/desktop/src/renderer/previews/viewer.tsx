import { Modal, useDirection } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { ViewedFile } from './viewed-file.tsx';
import styles from './viewer.module.css';
import { closeViewer, stepViewer } from './viewer-store.ts';

export interface ViewerProps {
  /** The file that is shown; nothing while it is closed. */
  readonly attachmentId: string | undefined;
  readonly among: readonly string[];
}

/** A file over everything else, with the ones beside it an arrow away. */
export function Viewer({ attachmentId, among }: ViewerProps) {
  const { t } = useTranslation('previews');
  return (
    <Modal.Root
      opened={attachmentId !== undefined}
      onClose={closeViewer}
      fullScreen
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content className={styles.viewer} aria-label={t('viewer')}>
        {attachmentId !== undefined && (
          <ErrorBoundary key={attachmentId}>
            <Arrows />
            <ViewedFile attachmentId={attachmentId} among={among} />
          </ErrorBoundary>
        )}
      </Modal.Content>
    </Modal.Root>
  );
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
