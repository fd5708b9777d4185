import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMemory } from '../state/memory.ts';
import styles from './detail-pane.module.css';

const NARROWEST = 360;
const STEP = 24;

/** The place of the detail, with an edge to pull. */
export function DetailPane({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const width = useMemory((state) => state.detailWidth);
  return (
    <aside className={styles.pane} aria-label={t('detail')}>
      <div
        className={styles.edge}
        role="separator"
        aria-orientation="vertical"
        aria-label={t('detail.resize')}
        aria-valuenow={width}
        aria-valuemin={NARROWEST}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={pull}
        onKeyDown={step}
      />
      {children}
    </aside>
  );
}

function pull(event: PointerEvent<HTMLElement>): void {
  if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
  const { clientX } = event;
  setWidth(forward(event) === 1 ? window.innerWidth - clientX : clientX);
}

function step(event: KeyboardEvent<HTMLElement>): void {
  const { detailWidth } = useMemory.getState();
  if (event.key === 'ArrowLeft') setWidth(detailWidth + STEP * forward(event));
  if (event.key === 'ArrowRight') setWidth(detailWidth - STEP * forward(event));
}

/** 1 where the page runs from left to right and the pane is at its right, -1 where it is the other way around. */
function forward({ currentTarget }: { readonly currentTarget: Element }): 1 | -1 {
  return getComputedStyle(currentTarget).direction === 'rtl' ? -1 : 1;
}

function setWidth(width: number): void {
  const widest = window.innerWidth * 0.7;
  useMemory.setState({ detailWidth: Math.round(Math.min(Math.max(width, NARROWEST), widest)) });
}
