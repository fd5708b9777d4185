import { memo } from 'react';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import styles from './capacity-grid.module.css';
import type { CellFigures } from './cell-figures.ts';
import type { GridRow } from './grid-rows.ts';
import { NAMES, WEEK } from './grid-sizes.ts';
import type { Editing } from './grid-store.ts';
import { HoursEditor } from './hours-editor.tsx';
import { LoadFigure } from './load-cell.tsx';
import type { Plans } from './use-plans.ts';

export interface CapacityCellProps extends CellFigures {
  readonly row: GridRow;
  readonly index: number;
  readonly column: number;
  readonly week: string;
  /** It is of this week. */
  readonly isNow: boolean;
  /** The edges of what is selected that are its own, in words; nothing where it is not selected. */
  readonly grips: string | undefined;
  readonly isTarget: boolean;
  readonly isActive: boolean;
  readonly editing: Editing | undefined;
  readonly plans: Plans;
  readonly isRtl: boolean;
  readonly step: (rows: number, weeks: number) => void;
  readonly focusGrid: () => void;
}

/** One week of a row. */
export const CapacityCell = memo(function CapacityCell(props: CapacityCellProps) {
  const { row, index, column, week, text, words, level, grips, editing } = props;
  return (
    <div
      id={cellId(index, column)}
      className={styles.cell}
      role="gridcell"
      data-cell
      aria-colindex={column + 2}
      aria-selected={grips !== undefined}
      aria-readonly={props.isReadOnly}
      data-active={props.isActive || undefined}
      data-target={props.isTarget || undefined}
      data-now={props.isNow || undefined}
      data-level={level}
      style={{ insetInlineStart: NAMES + column * WEEK }}
    >
      {editing !== undefined && row.kind === 'line' ? (
        <HoursEditor {...props} line={row} week={week} editing={editing} />
      ) : (
        <>
          {props.isWaiting && <WaitingDot />}
          <LoadFigure text={text} words={words} isOver={level === 'over'} />
        </>
      )}
      {grips !== undefined && <Grips edges={grips} />}
    </div>
  );
});

/** The edges and the corner of what is selected. */
function Grips({ edges }: { readonly edges: string }) {
  const own = edges.split(' ').filter((edge) => edge !== '');
  return (
    <>
      {own.map((edge) => (
        <span key={edge} className={styles.edge} data-move data-edge={edge} aria-hidden />
      ))}
      {own.includes('bottom') && own.includes('end') && (
        <span className={styles.corner} data-fill aria-hidden />
      )}
    </>
  );
}

export function cellId(row: number, column: number): string {
  return `capacity-${row}-${column}`;
}
