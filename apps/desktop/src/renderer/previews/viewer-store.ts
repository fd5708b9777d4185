import { create } from 'zustand';

interface ViewerState {
  /** The file that is shown; nothing while the viewer is closed. */
  readonly attachmentId: string | undefined;
  /** The files among which the arrows lead, in their order. */
  readonly among: readonly string[];
  /** What had the focus before, and gets it back. */
  readonly from: Element | null;
}

const closed: ViewerState = { attachmentId: undefined, among: [], from: null };

export const useViewer = create<ViewerState>(() => closed);

/** Shows a file over everything else. `among`: the ids of those beside it, in the order in which one sees them. */
export function openViewer(attachmentId: string, among: readonly string[] = []): void {
  const shown = among.includes(attachmentId) ? among : [attachmentId];
  useViewer.setState({ attachmentId, among: shown, from: document.activeElement });
}

export function closeViewer(): void {
  useViewer.setState(closed);
}

/** Shows the next file, or with -1 the one before; at the ends nothing happens. */
export function stepViewer(step: 1 | -1): void {
  useViewer.setState(({ attachmentId, among }) => {
    const next = attachmentId === undefined ? undefined : among[among.indexOf(attachmentId) + step];
    return next === undefined ? {} : { attachmentId: next };
  });
}
