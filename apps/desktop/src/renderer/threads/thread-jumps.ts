import { create } from 'zustand';

/** To which message of each thread somebody wants to be led; gone once they are there. */
const useJumps = create<{ readonly wanted: Readonly<Record<string, string>> }>(() => ({ wanted: {} }));

/** Leads to a message, in the thread's view that is there or will be. */
export function jumpToMessage(threadId: string, messageId: string): void {
  useJumps.setState(({ wanted }) => ({ wanted: { ...wanted, [threadId]: messageId } }));
}

export function endJump(threadId: string): void {
  useJumps.setState(({ wanted: { [threadId]: _arrived, ...rest } }) => ({ wanted: rest }));
}

export function useWantedMessage(threadId: string): string | undefined {
  return useJumps(({ wanted }) => wanted[threadId]);
}
