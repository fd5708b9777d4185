import { ticketSchema } from '@holdfast/shared/model/ticket.ts';
import { useTranslation } from 'react-i18next';
import { TitleField } from '../../ui/title-field.tsx';
import type { TicketPartProps } from './change-field.ts';
import { changeOfField } from './ticket-changes.ts';
import { useTicketRefusal } from './use-ticket-refusal.ts';

/** The ticket's title. */
export function TitlePart({ ticket, change }: TicketPartProps) {
  const { t } = useTranslation('tickets');
  return (
    <TitleField
      label={t('title')}
      text={ticket.title}
      schema={ticketSchema.shape.title}
      refusal={useTicketRefusal(ticket)(changeOfField(ticket, 'title', ticket.title))}
      edits={{ room: `ticket:${ticket.id}`, field: 'title' }}
      save={(was, now) => change('title', now, was)}
    />
  );
}
