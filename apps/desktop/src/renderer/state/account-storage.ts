import { createJSONStorage } from 'zustand/middleware';

let isOpen = false;

/** Lets what screens remember onto the disk, or no more: while nobody is signed in, nothing is written. */
export function allowKeeping(allowed: boolean): void {
  isOpen = allowed;
}

/** The page's local storage, for stores that belong to an account. */
export const accountStorage = createJSONStorage(() => ({
  getItem: (name) => localStorage.getItem(name),
  setItem: (name, value) => {
    if (isOpen) localStorage.setItem(name, value);
  },
  removeItem: (name) => localStorage.removeItem(name),
}));
