import { rowIdSchema } from '@holdfast/shared/derived-id.ts';
import type { Said } from '@holdfast/shared/entity/said.ts';
import { idSchema } from '@holdfast/shared/ids.ts';
import { attachmentSchema, attachmentSubjects, type FileRefusal } from '@holdfast/shared/model/attachment.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import { z } from 'zod';

/** A window hands a file over, or gets it, in parts of at most so many bytes. */
export const PART_BYTES = 1024 * 1024;

/** So many attachments are followed by one watch at most. */
export const MOST_FOLLOWED = 200;

const attachment = z.object({ id: idSchema });

/** Where a file that is handed over goes: onto a row at once, or to what is being written in a place, until that is sent. */
export const fileGoalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('row'), subjectTable: z.enum(attachmentSubjects), subjectId: rowIdSchema }),
  z.object({ kind: z.literal('draft'), place: z.string().min(1).max(200) }),
]);
export type FileGoal = z.infer<typeof fileGoalSchema>;

/** The calls that concern files (calls.ts has them all). */
export const fileCallSchemas = {
  /** Begins to hand a file over. Its name is made safe. Throws PAYLOAD_TOO_LARGE above what the server takes, as far as that is known. */
  fileBegin: z.object({
    name: z.string().max(1_000),
    size: attachmentSchema.shape.size,
    goal: fileGoalSchema,
  }),
  /** The next bytes. Answered once they are on the disk, so that no more than a part is ever in memory. */
  filePart: z.object({
    handover: z.string().max(100),
    bytes: z
      .instanceof(Uint8Array)
      .refine(({ length }) => length <= PART_BYTES, { error: 'A file is handed over in smaller parts.' }),
  }),
  /** It is whole: kept under its hash and named by a row or a draft, both or neither. */
  fileEnd: z.object({ handover: z.string().max(100) }),
  /** Forget what was handed over so far. */
  fileCancel: z.object({ handover: z.string().max(100) }),
  /** Takes a file out of what is being written. */
  draftFileRemove: z.object({ id: idSchema }),
  /** Bytes of a file that is whole on this device, for a preview: at most PART_BYTES. */
  fileRead: attachment.extend({ from: z.number().int().nonnegative(), to: z.number().int().nonnegative() }),
  /** The same of a file of a draft. */
  draftFileRead: attachment.extend({
    from: z.number().int().nonnegative(),
    to: z.number().int().nonnegative(),
  }),
  /** Fetches a file to this device. `quiet`: nobody asked; it may be left for later where the line is paid for. */
  fileFetch: attachment.extend({ quiet: z.boolean() }),
  filePause: attachment,
  /** Goes on with one that is paused, or tries one again that failed. */
  fileResume: attachment,
  /** Ends a fetch. What had arrived is forgotten. (An upload ends by removing the attachment.) */
  fileStop: attachment,
  /** Keeps it on this device whatever room there is, or does not any more. One that is not here is fetched. */
  filePin: attachment.extend({ pinned: z.boolean() }),
  /** Opens a copy with the system's app for it; the shell asks first where the type is dangerous. Fetches it first if need be: then it is opened when it is here. */
  fileOpen: attachment,
  /** Saves a copy where the person says. As reading and opening, also of a file that only a waiting or refused change of theirs names. */
  fileSave: attachment,
  /** How much room files may take on this device, in bytes. */
  fileRoom: z.object({ bytes: z.number().int().min(0) }),
  /** Frees the room of all files that are on the server too and not pinned. */
  filesForget: z.object({}),
} as const;

export interface FileCallResults {
  fileBegin: { handover: string };
  filePart: Record<string, never>;
  /** `id`: of the attachment, or of the draft's file. */
  fileEnd: { id: string };
  fileCancel: Record<string, never>;
  draftFileRemove: Record<string, never>;
  fileRead: { bytes: Uint8Array };
  draftFileRead: { bytes: Uint8Array };
  fileFetch: Record<string, never>;
  filePause: Record<string, never>;
  fileResume: Record<string, never>;
  fileStop: Record<string, never>;
  filePin: Record<string, never>;
  /** `opened`: false where the person thought better of it or it has to be fetched first. */
  fileOpen: { opened: boolean };
  fileSave: { saved: boolean };
  fileRoom: Record<string, never>;
  filesForget: { freed: number };
}

/**
 * How a file is, seen from this device.
 * - `here`: whole on this device, verified, and the server has it.
 * - `there`: the server has it, this device does not.
 * - `elsewhere`: the server does not have it yet; it is on another device of its author.
 * - `waiting`: its turn has not come, or there is no network; `up` or `down` says which way.
 * - `sending`, `receiving`: on its way, `done` bytes of the row's size.
 * - `paused`: by the person. `failed`: `problem` says why; it is not tried again by itself, `fileResume` does.
 * - `refused`: the server does not take it, for good: `refusal`. The bytes are here where `kept`.
 * - `lost`: it was here and is not any more, and the server never had it (its disk was changed by others).
 */
export interface FileState {
  readonly id: string;
  readonly state:
    | 'here'
    | 'there'
    | 'elsewhere'
    | 'waiting'
    | 'sending'
    | 'receiving'
    | 'paused'
    | 'failed'
    | 'refused'
    | 'lost';
  readonly way?: 'up' | 'down';
  /** In bytes. */
  readonly done?: number;
  readonly problem?: WireError;
  readonly refusal?: FileRefusal;
  /** Whether the bytes are whole on this device, whatever the server has: they can be shown, opened and saved. */
  readonly kept: boolean;
  readonly pinned: boolean;
  /** What the content is, as this device or the server found it: `image/png`; nothing where nobody knows. */
  readonly kind?: string;
}

/** A file of what is being written. It is whole on this device. */
export interface DraftFile {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly size: number;
  readonly kind?: string;
}

/** All that is on its way or waits, and the room that files take on this device. */
export interface TransfersState {
  /** The first 100, those under way first. */
  readonly list: readonly Transfer[];
  /** What is still to go, without what is paused or failed. */
  readonly sending: { readonly files: number; readonly bytes: number };
  readonly receiving: { readonly files: number; readonly bytes: number };
  readonly failed: number;
  /** Own files that are here and not on the server, whatever keeps them: waiting, paused, failed, not accepted. */
  readonly unsent: number;
  /** Files of what is being written. */
  readonly inDrafts: number;
  readonly room: { readonly used: number; readonly limit: number; readonly pinned: number };
  /** The first 100 of those that stay on this device. */
  readonly pinned: readonly Transfer[];
}

export interface Transfer extends FileState {
  readonly name: string;
  readonly size: number;
  /** What it hangs on, in words. */
  readonly of?: Said;
}

/** The parameters of the topics `files` and `draft-files`. */
export const fileTopicSchemas = {
  files: z.object({ ids: z.array(idSchema).max(MOST_FOLLOWED) }),
  draftFiles: z.object({ place: z.string().min(1).max(200) }),
  transfers: z.object({}),
} as const;

export interface FileTopicStates {
  files: readonly FileState[];
  draftFiles: readonly DraftFile[];
  transfers: TransfersState;
}
