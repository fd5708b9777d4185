import type { Ticket } from '@holdfast/shared/model/ticket.ts';
import { useTranslation } from 'react-i18next';
import { useMutation } from '../../hooks/use-mutation.ts';
import { textChange } from '../../ui/text-change.ts';
import { TextPart } from '../../ui/text-part.tsx';
import { TextConflictPlace } from '../text-conflicts/text-conflict-place.tsx';
import { changeOfField } from './ticket-changes.ts';
import { descriptionDraft } from './ticket-drafts.ts';
import { useTicketRefusal } from './use-ticket-refusal.ts';

/** The ticket's description. */
export function DescriptionPart({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation('tickets');
  const { problem, mutate } = useMutation();
  const label = t('description');
  return (
    <>
      <TextConflictPlace rowId={ticket.id} field="description" label={label} />
      <TextPart
        place={descriptionDraft(ticket.id)}
        label={label}
        text={ticket.description}
        none={t('description.none')}
        refusal={useTicketRefusal(ticket)(changeOfField(ticket, 'description', ticket.description))}
        problem={problem}
        edits={{ room: `ticket:${ticket.id}`, field: 'description' }}
        save={(was, now) =>
          mutate('ticket.update', { id: ticket.id, changes: { description: textChange(was, now) } })
        }
      />
    </>
  );
}
