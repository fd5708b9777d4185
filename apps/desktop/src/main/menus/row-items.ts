import type { MenuItemConstructorOptions } from 'electron';
import type { Words } from '../../words/words.ts';

export interface RowActs {
  open(): void;
  openOwn(): void;
  copyLink(): void;
}

/** What can be done with a ticket, a project or a conversation of a list, as a menu. */
export function rowItems(words: Words, acts: RowActs): MenuItemConstructorOptions[] {
  return [
    { label: words('menu.open'), click: acts.open },
    { label: words('menu.openOwn'), click: acts.openOwn },
    { type: 'separator' },
    { label: words('menu.copyLink'), click: acts.copyLink },
  ];
}
