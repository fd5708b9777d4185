// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { offeredFiles, pastedFiles, type Transfer, type TransferItem } from './offered-files.ts';

const drawing = new File(['x'], 'image.png', { type: 'image/png' });
const plan = new File(['x'], 'plan.pdf');

/** What a browser hands over; `folder` is one by that name. */
function transfer(files: readonly File[], more: { text?: string; folder?: string } = {}): Transfer {
  const items = [...files, ...(more.folder === undefined ? [] : [more.folder])].map(itemOf);
  const types = [...(files.length > 0 ? ['Files'] : []), ...(more.text === undefined ? [] : ['text/plain'])];
  return { types, items };
}

function itemOf(one: File | string): TransferItem {
  const isDirectory = typeof one === 'string';
  return {
    kind: 'file',
    getAsFile: () => (isDirectory ? null : one),
    webkitGetAsEntry: () => ({ isDirectory, name: isDirectory ? one : one.name }),
  };
}

test('of what is dropped files are taken and folders are named, not opened', () => {
  const offered = offeredFiles(transfer([plan], { folder: 'Plans' }));
  expect(offered).toEqual({ files: [plan], folders: ['Plans'] });
});

test('a picture in the clipboard has a name of its own, a file in it keeps the one it has', () => {
  expect(pastedFiles(transfer([drawing]), 'Pasted').files.map(({ name }) => name)).toEqual(['Pasted.png']);
  expect(pastedFiles(transfer([plan]), 'Pasted').files).toEqual([plan]);
});

test('where a text was copied its picture is not pasted; a file that was copied is, whatever text names it', () => {
  expect(pastedFiles(transfer([drawing], { text: '12\t13' }), 'Pasted').files).toEqual([]);
  expect(pastedFiles(transfer([plan], { text: '/home/ann/plan.pdf' }), 'Pasted').files).toEqual([plan]);
});
