import type { z } from 'zod';
import type { FindModel } from '../audience.ts';
import type { FieldChanges } from '../effect/change-fields.ts';
import type { Effect, RowData } from '../effect/operations.ts';
import type { Json } from '../json.ts';
import type { User } from '../model/user.ts';
import type { Said } from './said.ts';

/** Finds a row as its author sees it now, to name it. Nothing where it is gone or out of sight. */
export type FindRow = (table: string, id: string) => RowData | undefined;

/** What a mutation knows besides its arguments. */
export interface MutationContext {
  /** Who made it, as they stand in this transaction. */
  readonly actor: User;
  /** The actor's scopes in this transaction. */
  readonly scopes: ReadonlySet<string>;
  /** When it was made; the server has clamped it. */
  readonly at: string;
  readonly findModel: FindModel;
}

/** What consequences know besides: they run on the server alone, so they may make ids. */
export interface ConsequenceContext extends MutationContext {
  readonly newId: () => string;
}

/**
 * A change that a person can make: shared code, run by the desktop at once and by the server for
 * good (S2). A shape never changes; a new shape is a new name.
 */
export interface Mutation<Name extends string = string, Args = unknown> {
  readonly name: Name;
  readonly args: z.ZodType<Args>;
  /** Who may, given what it reads, and what it does. Throws a HoldfastError to refuse. */
  readonly effect: (args: Args, context: MutationContext) => Effect<void>;
  /** What follows on the server, in the same transaction: numbers, for example. */
  readonly consequences?: (args: Args, context: ConsequenceContext) => Effect<void>;
  /**
   * That it is no decision of its author's, but follows from what they look at: it is not counted or
   * listed among the changes that wait, and forgotten where it is not accepted.
   */
  readonly quiet?: boolean;
  /** That it is news to nobody: it brings in what happened elsewhere. */
  readonly tellsNobody?: boolean;
  /** What it does, to be said in a few plain words to its author. */
  readonly describe: (args: Args, find: FindRow) => Said;
  /**
   * The row and the fields that it changes with `was` and `now`, if it is a change of fields: for
   * chains (S27), for conflicts and for purging what was seen (S23). Its arguments hold them under
   * `changes` (effect/seen-values.ts).
   */
  readonly changes?: (args: Args) => RowFieldChanges;
  /** The mutation that undoes it (S30), asked before it takes effect. Nothing where it cannot be undone, or changes nothing. */
  readonly undo?: (args: Args, context: UndoContext) => NewMutation | undefined;
}

/** What the undo of a mutation may know besides its arguments. */
export interface UndoContext {
  /** Finds rows as they stand before the mutation takes effect. */
  readonly find: FindRow;
  /** An id for a row that is made again: one that was used is never used again (S2). */
  readonly newId: () => string;
}

/** A change of fields of one row. */
export interface RowFieldChanges {
  readonly table: string;
  readonly id: string;
  readonly fields: FieldChanges;
}

/** A mutation to make. */
export interface NewMutation {
  readonly name: string;
  readonly args: Json;
}

/**
 * Defines a mutation. Its arguments are parsed with its own schema before `effect` is called, so
 * the registry may hold mutations of all argument types as `Mutation`.
 */
export function defineMutation<Name extends string, Args>(
  mutation: Mutation<Name, Args>,
): Mutation<Name> & { readonly args: z.ZodType<Args> } {
  const { args: schema, consequences, changes, undo, quiet, tellsNobody } = mutation;
  return {
    name: mutation.name,
    args: schema,
    effect: (args, context) => mutation.effect(schema.parse(args), context),
    ...(consequences && { consequences: (args, context) => consequences(schema.parse(args), context) }),
    ...(quiet && { quiet }),
    ...(tellsNobody && { tellsNobody }),
    describe: (args, find) => mutation.describe(schema.parse(args), find),
    ...(changes && { changes: (args) => changes(schema.parse(args)) }),
    ...(undo && { undo: (args, context) => undo(schema.parse(args), context) }),
  };
}
