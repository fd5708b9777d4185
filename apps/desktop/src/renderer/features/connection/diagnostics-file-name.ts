/** A name that sorts by time and is good on every system: `holdfast-diagnostics-2026-01-31T08-05-09.json`. */
export function diagnosticsFileName(nowMs: number): string {
  const time = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
  return `holdfast-diagnostics-${time}.json`;
}
