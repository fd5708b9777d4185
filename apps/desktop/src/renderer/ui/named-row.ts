import type { Detail } from '../state/route-shape.ts';

/** Says on an element which row it shows, so that the other button offers there what can be done with it. */
export function namedRow(row: Detail | undefined): { readonly 'data-row'?: string } {
  return row === undefined ? {} : { 'data-row': `${row.table}/${row.id}` };
}

/** The row that is meant by a click of the other button, or by its key in a list. */
export function rowAt(target: EventTarget | null): Detail | undefined {
  if (!(target instanceof Element)) return undefined;
  const active = document.getElementById(target.getAttribute('aria-activedescendant') ?? '');
  const named = (active ?? target).closest('[data-row]');
  const [table = '', id = ''] = named?.getAttribute('data-row')?.split('/') ?? [];
  return id === '' ? undefined : { table, id };
}
