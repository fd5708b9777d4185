import type { Ticket } from '@holdfast/shared/model/ticket.ts';
import { useTranslation } from 'react-i18next';
import { OverwriteCards } from '../overwrites/overwrite-cards.tsx';
import type { TicketPartProps } from './change-field.ts';
import { useFieldWords } from './use-field-words.ts';

/** Changes of this person to this ticket that somebody replaced without having seen them. */
export function TicketOverwrites({ ticket, change }: TicketPartProps) {
  const { t } = useTranslation('tickets');
  const words = useFieldWords();
  return (
    <OverwriteCards
      subjectId={ticket.id}
      fieldName={(field) => t(field)}
      words={words}
      putBack={(field, mine) => change(field as 'status', mine as Ticket['status'])}
    />
  );
}
