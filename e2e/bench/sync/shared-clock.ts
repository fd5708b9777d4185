/** Milliseconds of the one clock that all processes of this machine share. Only differences mean something. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
