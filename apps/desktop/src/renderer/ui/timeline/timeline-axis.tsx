import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { writeDayOfMonth, writeMonth, writeShortMonth } from '../days.ts';
import { firstsOf, mondaysOf, placeOf, type Scale, type Zoom } from './scale.ts';
import styles from './timeline.module.css';

export interface TimelineAxisProps {
  readonly scale: Scale;
  readonly zoom: Zoom;
}

/** The names of the months or years, and below them the parts of each. */
export const TimelineAxis = memo(function TimelineAxis({ scale, zoom }: TimelineAxisProps) {
  // The names of months follow the language.
  useTranslation();
  const large = firstsOf(scale, zoom === 'weeks' ? 'month' : 'year');
  const small = smallParts(scale, zoom);
  // A name goes along with what is scrolled, as far as its part reaches.
  return (
    <div className={styles.axis} aria-hidden>
      {large.map((first, index) => (
        <span
          key={first}
          className={styles.large}
          style={{
            insetInlineStart: placeOf(scale, first),
            width: widthOf(scale, first, large[index + 1]),
          }}
        >
          <span className={styles.largeName}>{zoom === 'weeks' ? writeMonth(first) : first.slice(0, 4)}</span>
        </span>
      ))}
      {small.map((first) => (
        <span key={first} className={styles.small} style={{ insetInlineStart: placeOf(scale, first) }}>
          {zoom === 'weeks' ? writeDayOfMonth(first) : writeShortMonth(first)}
        </span>
      ))}
    </div>
  );
});

/** The lines behind the rows. */
export const TimelineLines = memo(function TimelineLines({ scale, zoom }: TimelineAxisProps) {
  return firstsOf(scale, zoom === 'years' ? 'year' : 'month').map((first) => (
    <span key={first} className={styles.line} style={{ insetInlineStart: placeOf(scale, first) }} />
  ));
});

/** Weeks by their Mondays, months by their names; where years are in sight, every third month has room. */
function smallParts(scale: Scale, zoom: Zoom): readonly string[] {
  if (zoom === 'weeks') return mondaysOf(scale);
  const months = firstsOf(scale, 'month');
  return zoom === 'months' ? months : months.filter((first) => /-(01|04|07|10)-/.test(first));
}

function widthOf(scale: Scale, first: string, next: string | undefined): number {
  const end = next === undefined ? scale.days * scale.dayWidth : placeOf(scale, next);
  return end - placeOf(scale, first);
}
