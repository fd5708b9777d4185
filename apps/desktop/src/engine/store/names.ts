import type { Statements } from './statements.ts';

/**
 * The small numbers that stand for scopes and tables in the entries. One of these lives as long as
 * one message is applied: numbers that a rolled back transaction gave are never remembered.
 */
export class Names {
  private readonly known = new Map<string, number>();

  private readonly statements: Statements;

  constructor(statements: Statements) {
    this.statements = statements;
  }

  /** The number of a name; it gets one if it has none yet. */
  numberOf(name: string): number {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const number = nameNumber(this.statements, name);
    this.known.set(name, number);
    return number;
  }
}

/** The number of a name; it gets one if it has none yet. */
export function nameNumber(statements: Statements, name: string): number {
  const found = statements.get<{ number: number }>('SELECT number FROM name WHERE name = ?', name);
  if (found !== undefined) return found.number;
  statements.run('INSERT INTO name (name) VALUES (?)', name);
  return nameNumber(statements, name);
}
