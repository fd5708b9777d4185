/** A native notification that an arrived change is worth, and the ticket or other row that a click opens. */
export interface Announcement {
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly target: { readonly table: string; readonly id: string };
}
