import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import type { Words } from '../../words/words.ts';

/** What of a click with the other button decides what is offered. */
export type ContextParams = Pick<
  ContextMenuParams,
  'linkURL' | 'selectionText' | 'isEditable' | 'editFlags' | 'misspelledWord' | 'dictionarySuggestions'
>;

export interface ContextActs {
  openLink(address: string): void;
  copyText(text: string): void;
  replaceWord(word: string): void;
  addToDictionary(word: string): void;
}

type Items = MenuItemConstructorOptions[];

/** What a click with the other button offers there, as a menu; nothing where there is nothing to do. */
export function contextItems(params: ContextParams, words: Words, acts: ContextActs): Items {
  const groups = [
    spellingItems(params, words, acts),
    linkItems(params, words, acts),
    editingItems(params, words),
  ].filter((items) => items.length > 0);
  return groups.flatMap((items, index) => (index === 0 ? items : [{ type: 'separator' as const }, ...items]));
}

function spellingItems(
  { misspelledWord, dictionarySuggestions }: ContextParams,
  words: Words,
  acts: ContextActs,
): Items {
  if (misspelledWord === '') return [];
  const suggestions: Items = dictionarySuggestions.map((word) => ({
    label: word,
    click: () => acts.replaceWord(word),
  }));
  return [
    ...(suggestions.length > 0 ? suggestions : [{ label: words('menu.noSuggestions'), enabled: false }]),
    { label: words('menu.addToDictionary'), click: () => acts.addToDictionary(misspelledWord) },
  ];
}

function linkItems({ linkURL }: ContextParams, words: Words, acts: ContextActs): Items {
  if (linkURL.startsWith('mailto:')) {
    const address = decodeURIComponent(new URL(linkURL).pathname);
    return [
      { label: words('menu.openLink'), click: () => acts.openLink(linkURL) },
      { label: words('menu.copyAddress'), click: () => acts.copyText(address) },
    ];
  }
  if (!linkURL.startsWith('https:')) return [];
  return [
    { label: words('menu.openLink'), click: () => acts.openLink(linkURL) },
    { label: words('menu.copyLink'), click: () => acts.copyText(linkURL) },
  ];
}

function editingItems({ isEditable, editFlags, selectionText }: ContextParams, words: Words): Items {
  const copy: Items = [{ label: words('menu.copy'), role: 'copy', enabled: editFlags.canCopy }];
  if (!isEditable) return selectionText.trim() === '' ? [] : copy;
  return [
    { label: words('menu.cut'), role: 'cut', enabled: editFlags.canCut },
    ...copy,
    { label: words('menu.paste'), role: 'paste', enabled: editFlags.canPaste },
    { label: words('menu.pastePlain'), role: 'pasteAndMatchStyle', enabled: editFlags.canPaste },
    { label: words('menu.selectAll'), role: 'selectAll', enabled: editFlags.canSelectAll },
  ];
}
