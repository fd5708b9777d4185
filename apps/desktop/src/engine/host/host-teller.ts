import type { FromEngine } from '../api/host-messages.ts';
import type { LiveSession } from '../live-session.ts';

/** Tells the shell what its tray and its badge show, whenever that is another thing than was told before. */
export class HostTeller {
  private readonly told = new Map<FromEngine['kind'], string>();

  private readonly tell: (message: FromEngine) => void;

  constructor(tell: (message: FromEngine) => void) {
    this.tell = tell;
  }

  /** How the connection is, how much waits, and until when the person is not to be disturbed. */
  line(session: LiveSession | undefined): void {
    const state = session?.sync.state().state ?? null;
    this.once({ kind: 'line', state, waiting: session?.connection().waiting ?? 0 });
    this.once({ kind: 'do-not-disturb', until: session?.notices.doNotDisturb() ?? null });
  }

  /** Unread messages, and whatever else is new and is no message. */
  unread(session: LiveSession | undefined): void {
    const total = session === undefined ? 0 : session.unread().total + session.notices.badge;
    this.once({ kind: 'unread', total });
  }

  private once(message: FromEngine): void {
    const text = JSON.stringify(message);
    if (this.told.get(message.kind) === text) return;
    this.told.set(message.kind, text);
    this.tell(message);
  }
}
