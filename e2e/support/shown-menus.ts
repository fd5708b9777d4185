import type { App } from './app.ts';

/** What was asked to show, kept where the test can reach it: Playwright sees nothing of the system's menus. */
declare global {
  var shownMenu: Electron.Menu | undefined;
}

/** From now on the test knows which menu the app shows through the system; it shows all the same. */
export function followMenus(app: App): Promise<void> {
  return app.application.evaluate(({ Menu }) => {
    const { popup } = Menu.prototype;
    Menu.prototype.popup = function show(this: Electron.Menu, ...options) {
      this.once('menu-will-show', () => {
        globalThis.shownMenu = this;
      });
      return popup.apply(this, options);
    };
  });
}

/** The labels of the menu that was shown last. */
export function labelsOfMenu(app: App): Promise<string[]> {
  return app.application.evaluate(() => globalThis.shownMenu?.items.map(({ label }) => label) ?? []);
}

/** Chooses from the menu that was shown last, and closes it. */
export function chooseFromShownMenu(app: App, label: string): Promise<void> {
  return app.application.evaluate((_electron, wanted) => {
    const menu = globalThis.shownMenu;
    globalThis.shownMenu = undefined;
    menu?.items.find((item) => item.label === wanted)?.click();
    menu?.closePopup();
  }, label);
}
