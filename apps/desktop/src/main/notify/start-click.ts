import { z } from 'zod';
import type { OpenRequest } from '../../preload/bridge.ts';
import { targetSchema } from '../../preload/shell-calls.ts';

/** What macOS says of the notice that was clicked: its key, by which it was shown. */
const clickSchema = z.object({ identifier: z.string() });

/** Whatever one may be notified of. An alert has no window of its own. */
const clickedSchema = targetSchema.extend({
  table: z.enum([...targetSchema.shape.table.options, 'alert']),
});

/**
 * What to show where a click on a notice has started the app, as macOS tells it with `ready`; nothing where something
 * else did. A notice's key names what it is about (docs/decisions/0014-notices-on-a-device.md).
 */
export function requestOfStart(launchInfo: unknown): OpenRequest | null {
  const click = clickSchema.safeParse(launchInfo);
  if (!click.success) return null;
  const [table, id] = click.data.identifier.split(':');
  const target = clickedSchema.safeParse({ table, id });
  return target.success ? { kind: 'row', ...target.data } : { kind: 'place', screen: 'inbox' };
}
