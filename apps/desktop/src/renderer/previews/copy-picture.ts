/** Puts a picture of this window (`blob:`) into the clipboard, as PNG. Says whether it did. */
export async function copyPicture(address: string): Promise<boolean> {
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    const png = await canvas.convertToBlob({ type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return true;
  } catch (error) {
    // It is broken, or the window lost the focus meanwhile.
    if (error instanceof DOMException) return false;
    throw error;
  }
}
