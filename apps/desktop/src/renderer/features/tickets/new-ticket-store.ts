import { create } from 'zustand';

/** Whether the form for a new ticket is open, and for which project it was asked for. */
interface NewTicket {
  readonly opened: boolean;
  readonly projectId: string | null;
}

export const useNewTicket = create<NewTicket>(() => ({ opened: false, projectId: null }));

export function openNewTicket(projectId: string | null = null): void {
  useNewTicket.setState({ opened: true, projectId });
}

export function closeNewTicket(): void {
  useNewTicket.setState({ opened: false });
}
