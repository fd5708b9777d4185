import { readMention } from '@holdfast/shared/mentions.ts';
import { type ComponentProps, memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import Markdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import styles from './markdown.module.css';
import { isReadable } from './markdown-limits.ts';
import { linkTicketNumbers, showAsText } from './markdown-tree.ts';
import { MentionChip, NumberChip } from './mention-chip.tsx';
import { isKnownAddress, isOpened, readNumber } from './text-addresses.ts';

/** The second wall: whatever came so far, only this passes. No picture, no name, no address but these. */
const sanitized = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !['img', 'picture', 'source'].includes(name)),
  attributes: {
    a: ['href'],
    input: ['checked', ...(defaultSchema.attributes?.input ?? [])],
    ol: ['start'],
    td: ['align'],
    th: ['align'],
  },
  protocols: { href: ['https', 'mailto', 'holdfast'] },
};

const plugins: Pick<ComponentProps<typeof Markdown>, 'remarkPlugins' | 'rehypePlugins'> = {
  remarkPlugins: [remarkGfm, linkTicketNumbers],
  rehypePlugins: [showAsText, [rehypeSanitize, sanitized]],
};

const components: Components = {
  a: ({ href, children }) => <TextLink address={href ?? ''}>{children}</TextLink>,
  input: ({ checked }) => <Task isDone={checked === true} />,
};

/**
 * Text that people wrote, as Markdown. HTML in it stands as text; links open outside, or show the row
 * that they name; pictures are links too: loading one would tell its owner who reads this. Read anew
 * only when the text is another one: a long thread would otherwise be read whole at each change.
 */
export const MarkdownView = memo(({ text }: { readonly text: string }) => (
  <div className={styles.markdown} dir="auto" data-text>
    {readText(text)}
  </div>
));

/** As it was typed, where it cannot be read: a text must never take the screen around it away. */
function readText(text: string): ReactNode {
  const typed = <p className={styles.typed}>{text}</p>;
  if (!isReadable(text)) return typed;
  try {
    // Called as a function, because what it throws would otherwise be thrown while the page is drawn.
    return Markdown({ ...plugins, components, urlTransform: keepKnown, children: text });
  } catch {
    return typed;
  }
}

function keepKnown(address: string): string {
  return isKnownAddress(address) ? address : '';
}

interface TextLinkProps {
  readonly address: string;
  readonly children: ReactNode;
}

function TextLink({ address, children }: TextLinkProps) {
  const mention = readMention(address);
  if (mention !== undefined) return <MentionChip mention={mention} words={children} />;
  const number = readNumber(address);
  if (number !== undefined) return <NumberChip number={number} />;
  if (!isOpened(address)) return children;
  return (
    <a href={address} title={address} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function Task({ isDone }: { readonly isDone: boolean }) {
  const { t } = useTranslation();
  return (
    <input type="checkbox" checked={isDone} disabled aria-label={t(isDone ? 'task.done' : 'task.open')} />
  );
}
