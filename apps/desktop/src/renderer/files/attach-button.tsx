import { ActionIcon, Button, FileButton } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

export interface AttachButtonProps {
  readonly onFiles: (files: readonly File[]) => void;
  /** An icon alone, beside where one writes. */
  readonly isSmall?: boolean;
}

/** Lets one choose files, several at once, with the system's own dialog. */
export function AttachButton({ onFiles, isSmall = false }: AttachButtonProps) {
  const { t } = useTranslation('files');
  const forget = useRef<() => void>(null);
  const take = (files: File[]) => {
    // Otherwise the same file could not be chosen a second time.
    forget.current?.();
    if (files.length > 0) onFiles(files);
  };
  return (
    <FileButton multiple resetRef={forget} onChange={take}>
      {(button) =>
        isSmall ? (
          <ActionIcon {...button} aria-label={t('attach')} title={t('attach')}>
            <IconPaperclip size={16} aria-hidden />
          </ActionIcon>
        ) : (
          <Button
            {...button}
            variant="subtle"
            color="gray"
            leftSection={<IconPaperclip size={16} aria-hidden />}
          >
            {t('attach')}
          </Button>
        )
      }
    </FileButton>
  );
}
