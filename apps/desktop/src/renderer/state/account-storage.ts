let isOpen = false;

/** Lets what screens remember onto the disk, or no more: while nobody is signed in, nothing is written. */
export function allowKeeping(allowed: boolean): void {
  isOpen = allowed;
}

/** Whether anything may be written now. */
export function mayKeep(): boolean {
  return isOpen;
}

/** The page's local storage, for stores that belong to an account. */
export const localItems = {
  getItem: (name: string) => localStorage.getItem(name),
  setItem: (name: string, value: string) => {
    if (mayKeep()) localStorage.setItem(name, value);
  },
  removeItem: (name: string) => localStorage.removeItem(name),
};
