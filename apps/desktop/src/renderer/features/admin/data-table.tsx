import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './data-table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** As CSS says it; the others share what is left. */
  readonly width?: string;
  readonly isNumber?: boolean;
  /** Long words go on in another line instead of being cut. */
  readonly wraps?: boolean;
}

export interface DataTableProps<Row> {
  readonly label: string;
  /** A word about it, above. */
  readonly intro?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** It stands among other parts and does not scroll by itself. */
  readonly isPart?: boolean;
  /** The rows come in pages of their own. */
  readonly showsAll?: boolean;
  /** What stands below the rows. */
  readonly children?: ReactNode;
}

/** More at once makes a page slow, and nobody reads them. */
const SHOWN_FIRST = 100;

/** Lines that are read and not opened, under names of their columns that stay in sight. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, intro, columns, rows, rowKey, isPart, children } = props;
  const { t } = useTranslation('admin');
  const [showsAll, setShowsAll] = useState(props.showsAll ?? false);
  const shown = showsAll ? rows : rows.slice(0, SHOWN_FIRST);
  const table = (
    <>
      {intro !== undefined && <p className={styles.intro}>{intro}</p>}
      <table className={styles.table}>
        <caption className="said">{label}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label: name, width, isNumber }) => (
              <th key={key} scope="col" style={{ width }} data-number={isNumber}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Line key={rowKey(row)} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && <ShowAll count={rows.length} onClick={() => setShowsAll(true)} />}
      {children}
    </>
  );
  if (isPart) return <div className={styles.part}>{table}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <section className={styles.scroll} aria-label={t('scrolls', { what: label })} tabIndex={0}>
      {table}
    </section>
  );
}

function Line<Row>({ row, columns }: { readonly row: Row; readonly columns: readonly Column<Row>[] }) {
  return (
    <tr>
      {columns.map(({ key, cell, isNumber, wraps }) => (
        <td key={key} data-number={isNumber} data-wraps={wraps}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}

function ShowAll({ count, onClick }: { readonly count: number; readonly onClick: () => void }) {
  const { t } = useTranslation('admin');
  return (
    <p className={styles.more}>
      <Button variant="default" onClick={onClick}>
        {t('showAll', { count })}
      </Button>
    </p>
  );
}
