import { Dock } from './dock.ts';
import { NotificationService } from './notification-service.ts';
import { TrayHost } from './tray-host.ts';

/** What a service of a well-made desktop can do. */
export const everything = ['actions', 'body', 'body-markup', 'inline-reply', 'sound', 'persistence'];

/** The parts of a desktop that the app speaks to over the session's bus, owned by the test. */
export class DesktopServices {
  notifications = new NotificationService(everything);
  readonly tray = new TrayHost();
  readonly dock = new Dock();

  async start(): Promise<void> {
    await Promise.all([this.notifications.start(), this.tray.start(), this.dock.start()]);
  }

  /** Another notification service takes the place of the one that was there. */
  async replaceNotifications(...capabilities: readonly string[]): Promise<void> {
    await this.notifications.stop();
    this.notifications = new NotificationService(capabilities);
    await this.notifications.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.notifications.stop(), this.tray.stop(), this.dock.stop()]);
  }
}
