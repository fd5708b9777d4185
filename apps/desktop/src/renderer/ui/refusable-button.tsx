import { Button, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

export interface RefusableButtonProps {
  readonly label: string;
  /** What it is done to, said after the label where a list has one such button in each line. */
  readonly about?: string;
  /** The key that does the same, shown on hover. */
  readonly keys?: string;
  readonly icon?: ReactNode;
  /** Why this person may not. The button stays reachable and says so. */
  readonly refusal: string | undefined;
  readonly onClick: () => void;
}

/** A button that is greyed and explains itself where it is not for this person. */
export function RefusableButton({ label, about, keys, icon, refusal, onClick }: RefusableButtonProps) {
  const hint = refusal ?? (keys === undefined ? label : `${label} · ${keys}`);
  const refused = refusal === undefined ? {} : { 'data-disabled': true, 'aria-description': refusal };
  return (
    <Tooltip label={hint} events={{ hover: true, focus: refusal !== undefined, touch: true }}>
      <Button
        variant="default"
        leftSection={icon}
        aria-label={about === undefined ? undefined : `${label}: ${about}`}
        aria-disabled={refusal !== undefined}
        {...refused}
        onClick={() => refusal === undefined && onClick()}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
