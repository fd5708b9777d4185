import type { JSHandle, Locator } from '@playwright/test';

/** A file that somebody has: its text, or a picture of that size in pixels. */
export type GivenFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly width: number; readonly height: number };

/** Drags files over a place; `drop` lets go of them there. */
export async function dragOver(place: Locator, files: readonly GivenFile[]) {
  const dataTransfer = await made(place, files);
  await place.dispatchEvent('dragover', { dataTransfer });
  return { drop: () => place.dispatchEvent('drop', { dataTransfer }) };
}

/** Drops files on a place. */
export async function drop(place: Locator, files: readonly GivenFile[]): Promise<void> {
  await (await dragOver(place, files)).drop();
}

/** Pastes files, as after copying a picture of the screen. */
export async function paste(place: Locator, files: readonly GivenFile[]): Promise<void> {
  const data = await made(place, files);
  await place.evaluate((element, clipboardData) => {
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);
}

function made(place: Locator, files: readonly GivenFile[]): Promise<JSHandle<DataTransfer>> {
  return place.evaluateHandle(async (_element, given) => {
    const data = new DataTransfer();
    for (const file of given) {
      if ('text' in file) {
        data.items.add(new File([file.text], file.name));
        continue;
      }
      const canvas = new OffscreenCanvas(file.width, file.height);
      const pen = canvas.getContext('2d');
      if (pen === null) throw new Error('Nothing to draw with.');
      pen.fillStyle = 'teal';
      pen.fillRect(0, 0, file.width / 2, file.height);
      const picture = await canvas.convertToBlob({ type: 'image/png' });
      data.items.add(new File([picture], file.name, { type: picture.type }));
    }
    return data;
  }, files);
}
