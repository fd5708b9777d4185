import { projectModel } from '@holdfast/shared/model/project.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { UnstyledButton } from '@mantine/core';
import { IconFolder, IconMessages, IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useRowsById } from '../../hooks/use-rows-by-id.ts';
import { showRow } from '../../state/places.ts';
import { type RecentRow, useRecentRows } from '../../state/recent-rows.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useThreadPlaces } from '../conversations/use-thread-places.ts';
import styles from './home.module.css';
import { HomePart } from './home-part.tsx';

const MOST = 8;
const icons = { ticket: IconTicket, project: IconFolder, thread: IconMessages };

interface Shown {
  readonly name: string;
  /** When it changed last, where that is known. */
  readonly updatedAt?: string;
}

/** What one looked at lately, and what changed there since. */
export function RecentPart() {
  const { t } = useTranslation('home');
  const rows = useRecentRows((state) => state.rows);
  const shownOf = useShownRows(rows);
  const shown = rows.flatMap((row) => {
    const found = shownOf(row);
    return found === undefined ? [] : [{ row, ...found }];
  });
  return (
    <HomePart title={t('recent')}>
      {shown.length === 0 && <p className={styles.dim}>{t('recent.none')}</p>}
      <ul className={styles.list}>
        {shown.slice(0, MOST).map(({ row, name, updatedAt }) => (
          <li key={`${row.table} ${row.id}`}>
            <UnstyledButton className={styles.row} onClick={() => showRow(row.table, row.id)}>
              <RecentIcon table={row.table} />
              <span className={styles.name} title={name} dir="auto">
                {name}
              </span>
              {updatedAt !== undefined && Date.parse(updatedAt) > row.at && (
                <span className={styles.age}>
                  {t('recent.changed')} <RelativeTime at={updatedAt} />
                </span>
              )}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </HomePart>
  );
}

function RecentIcon({ table }: { readonly table: string }) {
  const Icon = table === 'project' || table === 'thread' ? icons[table] : icons.ticket;
  return <Icon size={16} aria-hidden />;
}

/** Names are read from the rows as they are: what one may not see any more is not shown. */
function useShownRows(rows: readonly RecentRow[]): (row: RecentRow) => Shown | undefined {
  const tickets = useRowsById(ticketModel, idsOf(rows, 'ticket'));
  const projects = useRowsById(projectModel, idsOf(rows, 'project'));
  const threads = useThreadPlaces(idsOf(rows, 'thread'));
  return ({ table, id }) => {
    if (table === 'thread') return threads.get(id);
    if (table === 'project') return projects.get(id);
    const ticket = tickets.get(id);
    return ticket && { name: ticket.title, updatedAt: ticket.updatedAt };
  };
}

function idsOf(rows: readonly RecentRow[], table: string): readonly string[] {
  return rows.filter((row) => row.table === table).map(({ id }) => id);
}
