import { create } from 'zustand';

/** Whether the form for a new conversation is open. */
export const useNewConversation = create<{ readonly opened: boolean }>(() => ({ opened: false }));

export function openNewConversation(): void {
  useNewConversation.setState({ opened: true });
}

export function closeNewConversation(): void {
  useNewConversation.setState({ opened: false });
}
