import { mondayOf } from '../dates.ts';
import { limits } from '../protocol/limits.ts';
import { formatTime } from '../times.ts';
import { jiraToMarkdown } from './jira-markup.ts';
import { chosen, type Mapping } from './mapping.ts';
import { BadRow, shortened } from './problem.ts';
import { momentReader, readDay, readWeek } from './read-dates.ts';
import { readAmount, readNumber } from './read-numbers.ts';
import { type Cells, cellOf, cellsOf } from './source-row.ts';

/** Reads the fields of rows by a mapping. What is not well formed is thrown as BadRow. */
export class RowReader {
  readonly mapping: Mapping;
  readonly #toMoment: (text: string) => number | undefined;

  /** @throws RangeError where the mapping's time zone is not known */
  constructor(mapping: Mapping) {
    this.mapping = mapping;
    this.#toMoment = momentReader(mapping.dates, mapping.timeZone);
  }

  text(cells: Cells, field: string): string {
    return cellOf(cells, this.mapping.columns[field]);
  }

  texts(cells: Cells, field: string): readonly string[] {
    return cellsOf(cells, this.mapping.columns[field]);
  }

  required(cells: Cells, field: string, longest: number = limits.nameLength): string {
    const text = this.text(cells, field);
    if (text === '') throw new BadRow('empty', { column: this.#column(field) });
    return this.#within(text, field, longest);
  }

  /** Long text, as Markdown. */
  long(cells: Cells, field: string): string {
    // Nothing longer is looked at: reading it as markup would hold everything up.
    const text = this.#within(this.text(cells, field), field, limits.textLength);
    return this.#within(this.markdown(text), field, limits.textLength);
  }

  markdown(text: string): string {
    return this.mapping.isJira ? jiraToMarkdown(text) : text;
  }

  choice<T extends string>(cells: Cells, field: string, values: readonly T[]): T {
    const word = chosen(this.mapping, field, cells);
    const value = values.find((one) => one === word);
    if (value === undefined) throw this.#bad('choice', field, word);
    return value;
  }

  moment(cells: Cells, field: string): string | undefined {
    const text = this.text(cells, field);
    return text === '' ? undefined : (this.toTime(text) ?? this.#refuse('date', field, text));
  }

  toTime(text: string): string | undefined {
    const ms = this.#toMoment(text);
    return ms === undefined || ms < 0 ? undefined : formatTime(ms);
  }

  day(cells: Cells, field: string): string | null {
    const text = this.text(cells, field);
    if (text === '') return null;
    return readDay(text, this.mapping.dates) ?? this.#refuse('date', field, text);
  }

  /** A week by any of its days, or by its number. */
  monday(cells: Cells, field: string): string {
    const text = this.required(cells, field);
    const day = readDay(text, this.mapping.dates);
    return day === undefined ? (readWeek(text) ?? this.#refuse('date', field, text)) : mondayOf(day);
  }

  amount(cells: Cells, field: string): number | null {
    const text = this.text(cells, field);
    return text === '' ? null : (readAmount(text) ?? this.#refuse('number', field, text));
  }

  number(cells: Cells, field: string): number | null {
    const text = this.text(cells, field);
    return text === '' ? null : (readNumber(text) ?? this.#refuse('number', field, text));
  }

  #within(text: string, field: string, longest: number): string {
    if (text.length <= longest) return text;
    throw new BadRow('long', { column: this.#column(field), longest: String(longest) });
  }

  #refuse(key: 'date' | 'number', field: string, text: string): never {
    throw this.#bad(key, field, text);
  }

  #bad(key: 'date' | 'number' | 'choice', field: string, text: string): BadRow {
    return new BadRow(key, { column: this.#column(field), text: shortened(text) });
  }

  #column(field: string): string {
    return this.mapping.columns[field] ?? field;
  }
}
