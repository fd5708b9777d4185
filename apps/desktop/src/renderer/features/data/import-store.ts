import type { Mapping } from '@holdfast/shared/import/mapping.ts';
import type { ImportReport } from '@holdfast/shared/import/run-import.ts';
import { create } from 'zustand';
import type { FileHead, FileShape } from './read-file.ts';

/** What can be chosen to be brought in: a kind of rows, or a format of another system. */
export const sources = ['ticket', 'project', 'phase', 'person', 'assignment', 'jira', 'github'] as const;
export type Source = (typeof sources)[number];

/** A file that was chosen, and how it shall be taken. */
export interface Prepared {
  readonly file: File;
  readonly shape: FileShape;
  readonly head: FileHead;
  readonly mapping: Mapping;
  /** Names where the rows come from: the same name and key make the same row. */
  readonly origin: string;
  readonly makesMissing: boolean;
}

/** What is wrong with a file as a whole: there is nothing in it, or what the system says. */
export type FileProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly detail: string };

export type ImportStep =
  | { readonly step: 'choose'; readonly problem?: FileProblem }
  | { readonly step: 'map'; readonly prepared: Prepared }
  | {
      readonly step: 'running';
      readonly fileName: string;
      readonly share: number;
      readonly report: ImportReport;
      readonly isStopping: boolean;
    }
  | {
      readonly step: 'done';
      readonly fileName: string;
      readonly report: ImportReport;
      /** It ended before the file did. */
      readonly isCut: boolean;
      /** What went wrong with all of it. */
      readonly problem?: string;
    };

interface ImportState {
  /** Whose import it is: another person who signs in sees nothing of it. */
  readonly userId: string;
  readonly now: ImportStep;
}

/** How far an import is. It goes on while one looks at other places of the window. */
export const useImport = create<ImportState>(() => ({ userId: '', now: { step: 'choose' } }));

export function setStep(userId: string, now: ImportStep): void {
  useImport.setState({ userId, now });
}

/** Changes how the chosen file shall be taken. */
export function prepare(changes: Partial<Omit<Prepared, 'file'>>): void {
  useImport.setState((state) =>
    state.now.step === 'map'
      ? { ...state, now: { step: 'map', prepared: { ...state.now.prepared, ...changes } } }
      : state,
  );
}

/** Ends the running import after the rows that are on their way. */
export function stopImport(): void {
  useImport.setState((state) =>
    state.now.step === 'running' ? { ...state, now: { ...state.now, isStopping: true } } : state,
  );
}
