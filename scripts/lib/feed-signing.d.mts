/** Types of feed-signing.mjs for tests in TypeScript. */
export interface FeedKey {
  readonly privateKey: string;
  readonly publicKey: string;
}
export function newFeedKey(): FeedKey;
export function publicKeyOf(privateKey: string): string;
export function signFeed(name: string, text: string, privateKey: string, percent?: number): string;
