/** The moment that a chosen day ends on this device. `day` as in `2026-03-10`. */
export function dueOfDay(day: string): string {
  return new Date(`${day}T23:59:59.000`).toISOString();
}

/** The day of a due moment on this device, or the empty text. */
export function dayOfDue(due: string | null): string {
  if (due === null) return '';
  const moment = new Date(due);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
