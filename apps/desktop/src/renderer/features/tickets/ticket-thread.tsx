import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { ThreadView } from '../../threads/thread-view.tsx';
import { useActivityAsides } from './use-activity-asides.tsx';

export interface TicketThreadProps {
  readonly ticketId: string;
  /** What scrolls: the whole ticket. */
  readonly scroller: RefObject<HTMLElement | null>;
}

/** What was said and done about a ticket, oldest first. */
export function TicketThread({ ticketId, scroller }: TicketThreadProps) {
  const { t } = useTranslation('tickets');
  return (
    <ThreadView
      threadId={ticketId}
      room={`ticket:${ticketId}`}
      label={t('stream')}
      asides={useActivityAsides(ticketId)}
      scroller={scroller}
    />
  );
}
