import { ActionIcon, Tooltip } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { MouseEvent } from 'react';

export interface RowActionProps {
  readonly label: string;
  /** Said beside it, where keys do the same. */
  readonly keys?: string;
  readonly icon: Icon;
  readonly onClick: () => void;
}

/** Something that can be done about a row of a list, which opens on a click. The list's own keys lead to it. */
export function RowAction({ label, keys, icon: Icon, onClick }: RowActionProps) {
  const click = (event: MouseEvent) => {
    // The row below opens on a click.
    event.stopPropagation();
    onClick();
  };
  return (
    <Tooltip label={keys === undefined ? label : `${label} · ${keys}`}>
      <ActionIcon aria-label={label} tabIndex={-1} onClick={click}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
