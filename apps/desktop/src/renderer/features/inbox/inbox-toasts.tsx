import { NoticeToast } from './notice-toast.tsx';
import { useLooking } from './use-looking.ts';

/** What comes in while one is at the window, except what one looks at. */
export function InboxToasts() {
  useLooking();
  return <NoticeToast />;
}
