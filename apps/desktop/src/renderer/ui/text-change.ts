/** A change of long text; without `was`, where nobody here holds the text any more that it was made from (S23). */
export function textChange(was: string | undefined, now: string): { was?: string; now: string } {
  return was === undefined ? { now } : { was, now };
}
