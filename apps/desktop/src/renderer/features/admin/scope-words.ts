import { DESK, divisionScope, projectScope } from '@holdfast/shared/scope-names.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface ScopeChoice {
  readonly key: string;
  /** A key of the texts, and what is put in. */
  readonly text: 'scope.desk' | 'scope.project' | 'scope.division';
  readonly name?: string;
}

/** What a token may be let see: everything the desk works on, or single projects and divisions. */
export function scopeChoices(projects: readonly Named[], divisions: readonly Named[]): ScopeChoice[] {
  return [
    { key: DESK, text: 'scope.desk' },
    ...projects.map(({ id, name }) => ({ key: projectScope(id), text: 'scope.project' as const, name })),
    ...divisions.map(({ id, name }) => ({ key: divisionScope(id), text: 'scope.division' as const, name })),
  ];
}
