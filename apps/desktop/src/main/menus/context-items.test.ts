import { expect, test } from 'vitest';
import { wordsIn } from '../../words/words.ts';
import { type ContextActs, type ContextParams, contextItems } from './context-items.ts';

const nothing: ContextParams = {
  linkURL: '',
  selectionText: '',
  isEditable: false,
  misspelledWord: '',
  dictionarySuggestions: [],
  editFlags: {
    canUndo: false,
    canRedo: false,
    canCut: false,
    canCopy: false,
    canPaste: true,
    canDelete: false,
    canSelectAll: true,
    canEditRichly: false,
  },
};

/** What is offered, by its labels, and what was done through it. */
function offer(params: Partial<ContextParams>) {
  const done: string[] = [];
  const acts: ContextActs = {
    openLink: (address) => done.push(`open ${address}`),
    copyText: (text) => done.push(`copy ${text}`),
    replaceWord: (word) => done.push(`replace by ${word}`),
    addToDictionary: (word) => done.push(`learn ${word}`),
  };
  const items = contextItems({ ...nothing, ...params }, wordsIn('en'), acts);
  const choose = (label: string) => {
    const click: unknown = items.find((item) => item.label === label)?.click;
    if (typeof click === 'function') click();
  };
  return { labels: items.map(({ label, type }) => label ?? type), choose, done };
}

test('where there is nothing to do nothing is offered', () => {
  expect(offer({}).labels).toEqual([]);
  expect(offer({ linkURL: 'holdfast://app/' }).labels).toEqual([]);
});

test('a word that is not in the dictionary is offered others for it, or is learnt', () => {
  const { labels, choose, done } = offer({
    isEditable: true,
    misspelledWord: 'projecter',
    dictionarySuggestions: ['projector', 'projected'],
  });
  expect(labels.slice(0, 4)).toEqual(['projector', 'projected', 'Add to dictionary', 'separator']);
  choose('projector');
  choose('Add to dictionary');
  expect(done).toEqual(['replace by projector', 'learn projecter']);
  expect(offer({ isEditable: true, misspelledWord: 'qwrt' }).labels[0]).toBe('No suggestions');
});

test('a link can be opened and copied, of an address for mail the address', () => {
  const link = offer({ linkURL: 'https://example.org/a', selectionText: 'a' });
  expect(link.labels).toEqual(['Open link', 'Copy link', 'separator', 'Copy']);
  link.choose('Copy link');
  const mail = offer({ linkURL: 'mailto:ann@example.org?subject=x' });
  mail.choose('Copy e-mail address');
  expect([...link.done, ...mail.done]).toEqual(['copy https://example.org/a', 'copy ann@example.org']);
});

test('in a text one edits, outside one copies what is marked', () => {
  expect(offer({ isEditable: true }).labels).toEqual([
    'Cut',
    'Copy',
    'Paste',
    'Paste without formatting',
    'Select all',
  ]);
  expect(offer({ selectionText: 'marked' }).labels).toEqual(['Copy']);
});
