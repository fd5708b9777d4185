import { ticketPriorities } from '@holdfast/shared/model/ticket.ts';
import { z } from 'zod';

const formSchema = z.object({
  title: z.string(),
  description: z.string(),
  priority: z.enum(ticketPriorities),
  assigneeId: z.string().nullable(),
  projectId: z.string().nullable(),
});

/** A ticket that is being written. */
export type NewTicketForm = z.infer<typeof formSchema>;

export const emptyForm: NewTicketForm = {
  title: '',
  description: '',
  priority: 'normal',
  assigneeId: null,
  projectId: null,
};

/** The form as its draft was kept. */
export function readForm(draft: string | undefined): NewTicketForm | undefined {
  if (draft === undefined) return undefined;
  return formSchema.safeParse(JSON.parse(draft)).data;
}

/** Whether there is anything in it worth keeping. */
export function isWritten(form: NewTicketForm): boolean {
  return form.title.trim() !== '' || form.description.trim() !== '';
}
