/** Whose mutation it is, and through which copy of the app it came. */
export interface Sender {
  readonly userId: string;
  readonly clientId: string;
}
