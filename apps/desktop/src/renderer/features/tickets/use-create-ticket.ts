import type { DraftFile } from '../../../engine/api/files.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { dropDraft, useDrafts } from '../../state/drafts.ts';
import { newId } from '../../state/new-id.ts';
import { goTo, useRoute } from '../../state/route.ts';
import { emptyForm, type NewTicketForm, readForm } from './new-ticket-form.ts';
import { closeNewTicket, useNewTicket } from './new-ticket-store.ts';

/** Under which a ticket that is being written is kept. */
export const NEW_TICKET = 'new ticket';

/** Makes a ticket of what was written, with its files in one step, and opens it. Says whether it was made. */
export function useCreateTicket() {
  const { problem, mutateAll } = useMutation();
  const create = async (files: readonly DraftFile[]): Promise<boolean> => {
    const id = newId();
    // As it stands now: while files were copied, its author may have written on.
    const form = writtenForm(
      useDrafts.getState().drafts[NEW_TICKET]?.text,
      useNewTicket.getState().projectId,
    );
    const ticket = { ...form, id, title: form.title.trim(), divisionId: null, due: null };
    const attachments = files.map((file) => attach(file, id));
    if (!(await mutateAll([{ name: 'ticket.create', args: ticket }, ...attachments]))) return false;
    dropDraft(NEW_TICKET);
    closeNewTicket();
    goTo({ ...useRoute.getState().route, detail: { table: 'ticket', id } });
    return true;
  };
  return { problem, create };
}

/** What is written of a new ticket so far. */
export function writtenForm(draft: string | undefined, projectId: string | null): NewTicketForm {
  return readForm(draft) ?? { ...emptyForm, projectId };
}

/** A file keeps the id that it had in the draft. */
function attach({ id, name, hash, size }: DraftFile, ticketId: string) {
  const args = { id, subjectTable: 'ticket', subjectId: ticketId, name, hash, size } as const;
  return { name: 'attachment.add', args } as const;
}
