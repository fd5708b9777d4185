/** Kinds of pictures that a window can show and of which the head says how large they are. */
const pictures = ['png', 'apng', 'jpeg', 'gif', 'webp', 'bmp', 'avif'].map((name) => `image/${name}`);

/** Whether what is of this kind can be shown as a picture. */
export function isPicture(kind: string | undefined): kind is string {
  return kind !== undefined && pictures.includes(kind);
}
