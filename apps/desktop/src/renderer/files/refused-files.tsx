import { useRefused } from '../hooks/use-refused.ts';
import { groupRefused } from '../state/refused-groups.ts';
import { RefusedMessage } from '../threads/refused-message.tsx';
import { textAt } from '../threads/thread-refusals.ts';

/** Files that one added to something and the server did not accept there: kept until one decides on them (S5). */
export function RefusedFiles({ subjectId }: { readonly subjectId: string }) {
  const groups = groupRefused(useRefused()).filter(
    ({ first }) => first.name === 'attachment.add' && textAt(first.args, 'subjectId') === subjectId,
  );
  return groups.map((group) => <RefusedMessage key={group.id} group={group} />);
}
