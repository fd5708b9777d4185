import { lazy, Suspense, useState } from 'react';
import { useViewer } from './viewer-store.ts';

const Viewer = lazy(async () => ({ default: (await import('./viewer.tsx')).Viewer }));

/** Where the viewer appears. Its code is fetched with the first file, and it stays, so that it can give the focus back. */
export function ViewerPlace() {
  const { attachmentId, among } = useViewer();
  const [wasOpened, setWasOpened] = useState(false);
  if (attachmentId !== undefined && !wasOpened) setWasOpened(true);
  if (!wasOpened) return null;
  return (
    <Suspense>
      <Viewer attachmentId={attachmentId} among={among} />
    </Suspense>
  );
}
