import type { RowProblem, RowProblemKey } from '@holdfast/shared/import/problem.ts';

const words: Readonly<Record<RowProblemKey, string>> = {
  columns: 'it has {has} columns and not {wants}',
  unreadable: 'it cannot be read: {detail}',
  quote: 'a quote in it is never closed',
  empty: '"{column}" is empty',
  long: '"{column}" is longer than {longest} characters',
  date: '"{column}" holds "{text}", which is no date',
  number: '"{column}" holds "{text}", which is no number that fits',
  hours: '"{text}" is no number of hours: quarters of 0 to 168',
  email: '"{text}" is no e-mail address',
  span: 'it would end on {to}, before it begins on {from}',
  choice: '"{column}" holds "{text}", which means nothing here',
  person: 'there is nobody called "{name}", or several are',
  project: 'there is no project "{name}"',
  phase: 'the project has no phase "{name}"',
  division: 'there is no division "{name}"',
  twice: 'it stands in the file twice',
  refused: 'not accepted: {message}',
};

/** Why a row was not taken, for the command line. */
export function problemWords({ key, values }: RowProblem): string {
  return words[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
