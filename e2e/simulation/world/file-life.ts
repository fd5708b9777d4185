import { attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { contents, hasContent, sentBy } from './contents.ts';
import { Random } from './random.ts';
import type { World } from './world.ts';

/** How often bytes arrive, and how often the server lets go of what was taken away. */
const ARRIVE = 0.25;
const SWEEP = 0.04;
/** How long a file that was taken away can be put back here. */
const KEPT_MS = 20_000;

/** What happens to files beside what people do: their bytes arrive, and the server lets go of what was taken away. */
export class FileLife {
  readonly #world: World;
  readonly #random: Random;

  constructor(world: World) {
    this.#world = world;
    this.#random = new Random(world.plan.seed ^ 0xb17e5);
  }

  /** Called at each moment of the run. */
  maybe(): void {
    const { plan, server } = this.#world;
    if (!plan.files || server.isDiskFull) return;
    if (this.#random.chance(ARRIVE)) this.#arrive();
    if (this.#random.chance(SWEEP)) this.#sweep();
  }

  /** The bytes of a file arrive whole, from an author who has them and may still see its row. */
  #arrive(): void {
    const { mirror, server, sent } = this.#world;
    const waiting = [...mirror.rows(attachmentModel.table)]
      .map((row) => attachmentModel.schema.parse(row))
      .filter(({ storedAt, removedAt }) => storedAt === null && removedAt === null)
      .filter((row) => contents.some(({ hash, size }) => hash === row.hash && size === row.size))
      .filter((row) => hasContent(row.authorId, row) && mirror.maySee(row.authorId, 'attachment', row));
    const row = this.#random.pick(waiting);
    if (row === undefined) return;
    this.#world.fault('bytes arrived');
    this.#world.say('server', `has the bytes of attachment ${row.id}`);
    sent.add(sentBy(row.authorId, row));
    this.#beside(server.beside.arrive(row));
  }

  #sweep(): void {
    this.#world.fault('files swept');
    this.#world.say('server', 'lets go of files that were taken away');
    this.#beside(
      this.#world.server.beside.sweepFiles(KEPT_MS).then((ids) => {
        for (const id of ids) this.#world.swept.add(id);
      }),
    );
  }

  #beside(work: Promise<void>): void {
    this.#world.changedBesideAt = this.#world.scheduler.now;
    work.catch((error: unknown) => this.#world.say('server', `could not: ${String(error)}`));
  }
}
