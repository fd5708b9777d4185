import { holdsFiles } from './offered-files.ts';

/** Files that are dragged beside every place that takes them: the pointer says so, and letting go of them does nothing. */
export function refuseStrayDrops(): void {
  for (const kind of ['dragover', 'drop'] as const) window.addEventListener(kind, refuse);
}

function refuse(event: DragEvent): void {
  const { dataTransfer } = event;
  if (event.defaultPrevented || dataTransfer === null || !holdsFiles(dataTransfer)) return;
  event.preventDefault();
  dataTransfer.dropEffect = 'none';
}
