import type { Alert } from '@holdfast/shared/model/alert.ts';
import type { Wording } from './wording.ts';

/** The name of what an alert is about; of a phase also that of its project. */
export function alertSubject({ subjectTable, subjectId }: Alert, { words, find }: Wording): string {
  const row = find(subjectTable, subjectId);
  const name = row?.title ?? row?.name;
  if (row === undefined || name === undefined) return words('notice.alert.something');
  const project = subjectTable === 'phase' ? find('project', String(row.projectId))?.name : undefined;
  if (project !== undefined) return `${name} · ${project}`;
  return subjectTable === 'ticket' && row.number ? `#${row.number} ${name}` : String(name);
}

/** What an alert is about, with the figure that crossed its line. How late something is grows, and is read in the app. */
export function alertBody(alert: Alert, wording: Wording): string {
  const { kind, value, limit, week } = alert;
  const figures = { value, limit, week: week ?? '' };
  return wording.words(`notice.alert.${kind}.body`, { name: alertSubject(alert, wording), ...figures });
}
