import { test as base } from '@playwright/test';
import { App, type LaunchOptions } from './app.ts';
import { waitUntilLive } from './screens.ts';
import { type Person, people, ServerProcess } from './server-process.ts';

export interface Stage {
  readonly server: ServerProcess;
  /** A window of a person who is signed in and live. */
  open(person: Person, options?: LaunchOptions): Promise<App>;
  /** An app that has not been launched yet. */
  app(options?: LaunchOptions): App;
}

/** A server with people, and apps that are closed and removed when the test ends. */
export const test = base.extend<{ stage: Stage }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern.
  stage: async ({}, use) => {
    const server = new ServerProcess();
    const apps: App[] = [];
    await server.addPeople(people.admin, people.agent, people.second, people.staff);
    await server.start();
    const app = (options?: LaunchOptions): App => {
      const made = new App(options);
      apps.push(made);
      return made;
    };
    const open = async (person: Person, options?: LaunchOptions): Promise<App> => {
      const made = app(options);
      await made.launch({ server: server.url, person });
      await waitUntilLive(made.page);
      return made;
    };
    await use({ server, open, app });
    await Promise.all(apps.map((made) => made.remove()));
    await server.remove();
  },
});
