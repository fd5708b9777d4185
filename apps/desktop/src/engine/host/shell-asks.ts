import type { FileAnswer, FileAsk } from '../api/file-asks.ts';
import type { FromEngine } from '../api/host-messages.ts';

/** What was asked of the shell and is not answered yet. A person may take as long as they like. */
export class ShellAsks {
  private readonly waiting = new Map<number, (answer: FileAnswer) => void>();
  private lastId = 0;

  private readonly tell: (message: FromEngine) => void;

  constructor(tell: (message: FromEngine) => void) {
    this.tell = tell;
  }

  ask(ask: FileAsk): Promise<FileAnswer> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.tell({ kind: 'file-ask', id, ask });
    });
  }

  answered(id: number, answer: FileAnswer): void {
    this.waiting.get(id)?.(answer);
    this.waiting.delete(id);
  }
}
