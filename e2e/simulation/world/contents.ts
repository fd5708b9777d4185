/** The content of a file, as rows name it. */
export interface Content {
  readonly hash: string;
  readonly size: number;
}

export function contentOf(place: number): Content {
  return { hash: place.toString(16).padStart(64, '0'), size: 10 + place };
}

/** Few, so that people meet in them. */
export const contents: readonly Content[] = Array.from({ length: 10 }, (_, place) => contentOf(place));

/** Whether somebody has the bytes of a content. Others have heard of its hash, and attach it all the same. */
export function hasContent(userId: string, { hash }: Pick<Content, 'hash'>): boolean {
  return (Number(userId.at(-1)) + Number.parseInt(hash.slice(-1), 16)) % 3 !== 0;
}

/** What the server knows to have been sent: by whom, and what. */
export function sentBy(userId: string, { hash, size }: Content): string {
  return `${userId} ${hash} ${size}`;
}
