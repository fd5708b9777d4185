import type { Feature } from '../../app/feature.ts';
import { AskedLinkDialog } from './asked-link-dialog.tsx';
import { LinkScreen } from './link-screen.tsx';
import { RowMenus } from './row-menus.tsx';
import { texts } from './texts.ts';
import { useLinkCommands } from './use-link-commands.ts';

function LinkParts() {
  return (
    <>
      <AskedLinkDialog />
      <RowMenus />
    </>
  );
}

/** Links to rows: made, followed, and waited for. */
export const feature: Feature = {
  name: 'links',
  texts,
  screens: { link: LinkScreen },
  Dialogs: LinkParts,
  useCommands: useLinkCommands,
};
