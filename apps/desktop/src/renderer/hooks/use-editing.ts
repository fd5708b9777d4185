import { useEffect, useMemo } from 'react';
import { bridge } from '../state/bridge.ts';
import { useIsVisible } from './use-is-visible.ts';
import { usePresence } from './use-presence.ts';

/**
 * Tells the others in a room that one edits a field, while `isEditing` and the window can be seen. The
 * field is named as in the model (`description`); of a message `message:<id>`.
 */
export function useEditing(room: string | undefined, field: string, isEditing: boolean): void {
  const isVisible = useIsVisible();
  const told = isEditing && isVisible ? room : undefined;
  useEffect(() => {
    if (told === undefined) return;
    return bridge.watch('editing', { room: told, field }, () => {});
  }, [told, field]);
}

/** The ids of the others who edit a field of a room right now. Follows the room as `usePresence` does. */
export function useEditors(room: string | undefined, field: string): readonly string[] {
  const { editing } = usePresence(room);
  return useMemo(
    () => editing.filter((one) => one.field === field).map(({ userId }) => userId),
    [editing, field],
  );
}
