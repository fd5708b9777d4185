import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import i18next from 'i18next';
import { showToast } from '../state/toast.ts';
import { attachmentSource } from './file-source.ts';

/** Puts a picture that is whole on this device into the clipboard, and says whether it did. */
export async function copyPicture(attachment: Pick<Attachment, 'id' | 'hash' | 'size'>): Promise<void> {
  const { pictureAsPng } = await import('./decode-picture.ts');
  const png = await pictureAsPng(attachmentSource(attachment));
  const isCopied = png !== undefined && (await put(png));
  showToast({ text: i18next.t(isCopied ? 'copied' : 'notCopied', { ns: 'previews' }) });
}

async function put(png: Blob): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ [png.type]: png })]);
    return true;
  } catch (error) {
    // The window lost the focus meanwhile.
    if (error instanceof DOMException) return false;
    throw error;
  }
}
