import { barOf, type Scale } from './scale.ts';
import type { DaySpan } from './span.ts';
import styles from './timeline.module.css';

/** A span that is only shown: what the bars below it lie in. Its days are said elsewhere. */
export function TimelineShade({ span, scale }: { readonly span: DaySpan; readonly scale: Scale }) {
  const place = barOf(scale, span);
  if (place === undefined) return null;
  return (
    <span
      className={styles.shade}
      style={{ insetInlineStart: place.start, width: place.width }}
      aria-hidden
    />
  );
}
