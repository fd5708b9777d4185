import { create } from 'zustand';
import type { Link } from '../../../links/link.ts';
import { goTo } from '../../state/route.ts';
import { isElsewhere, rowOfLink } from './row-of-link.ts';

/** A link of another server, about which the person is asked. */
export const useAskedLink = create<{ readonly link: Link | undefined }>(() => ({ link: undefined }));

/** Goes where a link leads; asks first where it is of another server. */
export function followLink(link: Link, here: string): void {
  if (isElsewhere(link, here)) useAskedLink.setState({ link });
  else openLink(link);
}

/** Goes where a link leads on this server, and waits there where its row is not here yet. */
export function openLink(link: Link): void {
  useAskedLink.setState({ link: undefined });
  goTo({ screen: 'link', id: rowOfLink(link) });
}
