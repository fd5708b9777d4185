import { useChanges } from '../../hooks/use-changes.ts';
import { useEngineStates } from '../../state/engine-states.ts';
import { TextConflictCard } from './text-conflict-card.tsx';
import { conflictOf, settledWith } from './text-conflict-list.ts';

export interface TextConflictPlaceProps {
  readonly rowId: string;
  readonly field: string;
  /** The field as people call it. */
  readonly label: string;
}

/** Where a text stands: its conflict, if it has one. The changes are followed only if some were not accepted. */
export function TextConflictPlace(props: TextConflictPlaceProps) {
  const hasRefused = useEngineStates(({ connection }) => (connection?.refused ?? 0) > 0);
  return hasRefused && <Conflict {...props} />;
}

function Conflict({ rowId, field, label }: TextConflictPlaceProps) {
  const { refused } = useChanges();
  const conflict = conflictOf(refused, rowId, field);
  if (conflict === undefined) return null;
  return (
    <TextConflictCard
      conflict={conflict}
      field={label}
      settles={settledWith(conflict, refused)}
      place="text"
    />
  );
}
