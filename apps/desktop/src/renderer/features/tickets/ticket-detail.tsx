import { type Ticket, ticketModel } from '@holdfast/shared/model/ticket.ts';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DetailProps } from '../../app/feature.ts';
import { DropArea } from '../../files/drop-area.tsx';
import { FilesPart } from '../../files/files-part.tsx';
import { useRow } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { handOver } from '../../state/handovers.ts';
import { Composer } from '../../threads/composer.tsx';
import { threadDraft } from '../../threads/composer-draft.ts';
import { GoneRow } from '../../ui/gone-row.tsx';
import { Problem } from '../../ui/problem.tsx';
import type { ChangeField } from './change-field.ts';
import { DescriptionPart } from './description-part.tsx';
import { changeOfField } from './ticket-changes.ts';
import styles from './ticket-detail.module.css';
import { descriptionDraft } from './ticket-drafts.ts';
import { TicketFields } from './ticket-fields.tsx';
import { TicketHead } from './ticket-head.tsx';
import { TicketOverwrites } from './ticket-overwrites.tsx';
import { TicketThread } from './ticket-thread.tsx';
import { TitlePart } from './title-part.tsx';

/** One ticket: its title and fields, its description, then comments and activity, and the composer below. */
export function TicketDetail({ id }: DetailProps) {
  const { t } = useTranslation('tickets');
  const queried = useRow(ticketModel, id);
  if (queried === undefined) return null;
  if (queried === null) {
    return (
      <GoneRow
        title={t('gone.title')}
        body={t('gone.body')}
        places={[threadDraft(id), descriptionDraft(id)]}
      />
    );
  }
  return <OneTicket ticket={queried.row} waiting={queried.waiting} />;
}

function OneTicket({ ticket, waiting }: { readonly ticket: Ticket; readonly waiting: boolean }) {
  const { t } = useTranslation('tickets');
  const { problem, mutate } = useMutation();
  const scroller = useRef<HTMLDivElement>(null);
  const change: ChangeField = (field, now, was = ticket[field]) =>
    mutate('ticket.update', {
      id: ticket.id,
      changes: changeOfField({ ...ticket, [field]: was }, field, now),
    });
  return (
    <article className={styles.ticket} aria-label={ticket.title}>
      <TicketHead ticket={ticket} waiting={waiting} change={change} />
      <TicketFilesPlace ticketId={ticket.id}>
        <div ref={scroller} className={styles.scroll}>
          <div className={styles.columns}>
            <TitlePart ticket={ticket} change={change} />
            <div className={styles.notes}>
              <TicketOverwrites ticket={ticket} change={change} />
              {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
            </div>
            <TicketFields ticket={ticket} change={change} />
            <div className={styles.reading}>
              <DescriptionPart ticket={ticket} />
              <FilesPart subjectTable="ticket" subjectId={ticket.id} />
              <TicketThread ticketId={ticket.id} scroller={scroller} />
            </div>
          </div>
        </div>
      </TicketFilesPlace>
      <Composer threadId={ticket.id} room={`ticket:${ticket.id}`} kind="comment" />
    </article>
  );
}

/** What is dropped on a ticket or pasted into it, outside of its composer, hangs on the ticket itself. */
function TicketFilesPlace({
  ticketId,
  children,
}: {
  readonly ticketId: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('files');
  const goal = { kind: 'row', subjectTable: 'ticket', subjectId: ticketId } as const;
  return (
    <DropArea
      className={styles.takesFiles}
      label={t('drop.ticket')}
      onFiles={(files) => void handOver(files, goal)}
    >
      {children}
    </DropArea>
  );
}
