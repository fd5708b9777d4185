import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useCallback, useId, useMemo, useRef, useState } from 'react';
import { useNow } from '../../hooks/use-now.ts';
import { todayOf } from '../days.ts';
import { namedRow } from '../named-row.ts';
import { placeOf, scaleOf, type Zoom } from './scale.ts';
import type { DaySpan } from './span.ts';
import styles from './timeline.module.css';
import { TimelineAxis, TimelineLines } from './timeline-axis.tsx';
import { TimelineBar, type TimelineBarData } from './timeline-bar.tsx';
import { TimelineShade } from './timeline-shade.tsx';
import { useTimelineScroll } from './use-timeline-scroll.ts';

const ROW = 36;
const OVERSCAN = 10;
const MINUTE_MS = 60_000;

export interface TimelineRow {
  readonly id: string;
  /** Stands at the beginning of the row, whatever is scrolled. */
  readonly head: ReactNode;
  /** A row that others belong to. */
  readonly isGroup?: boolean;
  /** What is moved and pulled in it. */
  readonly bar?: TimelineBarData | undefined;
  /** A span that is only shown. */
  readonly shade?: DaySpan | undefined;
  /** What stands there where there is no bar. */
  readonly instead?: ReactNode;
  /** The row of a table that it shows. */
  readonly row?: { readonly table: string; readonly id: string };
}

export interface TimelineWords {
  readonly label: string;
  /** How bars are moved by keys, said with each. */
  readonly help: string;
  readonly today: string;
  /** A bar in words, with where it is. */
  readonly bar: (bar: TimelineBarData, span: DaySpan) => string;
}

export interface TimelineProps {
  readonly rows: readonly TimelineRow[];
  readonly zoom: Zoom;
  readonly words: TimelineWords;
  /** Saves where a bar was moved to. Says whether it was taken. */
  readonly onMove: (id: string, span: DaySpan) => Promise<boolean>;
  readonly onOpen: (id: string) => void;
}

/** Spans of days beneath each other along one scale. Only rows in sight are in the page, however many there are. */
export function Timeline({ rows, zoom, words, onMove, onOpen }: TimelineProps) {
  const box = useRef<HTMLElement>(null);
  const helpId = useId();
  const [said, setSaid] = useState('');
  const onSay = useCallback((what: string) => setSaid(what), []);
  const today = todayOf(useNow(MINUTE_MS));
  const spans = useMemo(() => rows.flatMap(({ bar, shade }) => bar?.span ?? shade ?? []), [rows]);
  const { from, days, dayWidth } = scaleOf(spans, today, zoom);
  const scale = useMemo(() => ({ from, days, dayWidth }), [from, days, dayWidth]);
  useTimelineScroll(box, scale, spans, today);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section ref={box} className={styles.timeline} aria-label={words.label} tabIndex={0}>
      <p id={helpId} hidden>
        {words.help}
      </p>
      <p role="status" className="said">
        {said}
      </p>
      <div className={styles.canvas} style={{ '--days': `${days * dayWidth}px` } as CSSProperties}>
        <div className={styles.top}>
          <span className={styles.corner} />
          <TimelineAxis scale={scale} zoom={zoom} />
        </div>
        <div className={styles.lines} aria-hidden>
          <TimelineLines scale={scale} zoom={zoom} />
          <span
            className={styles.today}
            title={words.today}
            style={{ insetInlineStart: placeOf(scale, today) }}
          />
        </div>
        <div className={styles.rows} role="list" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={row.id}
                role="listitem"
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                className={styles.row}
                data-group={row.isGroup || undefined}
                style={{ transform: `translateY(${start}px)` }}
                {...namedRow(row.row)}
              >
                <div className={styles.head}>{row.head}</div>
                <div className={styles.track}>
                  {row.shade !== undefined && <TimelineShade span={row.shade} scale={scale} />}
                  {row.bar === undefined ? (
                    row.instead !== undefined && <span className={styles.instead}>{row.instead}</span>
                  ) : (
                    <TimelineBar
                      bar={row.bar}
                      scale={scale}
                      label={words.bar}
                      helpId={helpId}
                      onMove={onMove}
                      onOpen={onOpen}
                      onSay={onSay}
                    />
                  )}
                </div>
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
