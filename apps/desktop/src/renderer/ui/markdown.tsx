import { memo } from 'react';
import Markdown from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import styles from './markdown.module.css';

const plugins = { remark: [remarkGfm], rehype: [rehypeSanitize] };

/**
 * Text that people wrote. Raw HTML stays text, addresses with other schemes than the usual go, and a
 * link opens outside. Pictures show as links: loading one would tell its owner who reads this. Read
 * anew only when the text is another one: a long thread would otherwise be read whole at each change.
 */
export const MarkdownView = memo(({ text }: { readonly text: string }) => (
  <div className={styles.markdown} dir="auto" data-text>
    <Markdown
      remarkPlugins={plugins.remark}
      rehypePlugins={plugins.rehype}
      components={{
        a: ({ href, children }) => (
          <a href={href} target="_blank" rel="noopener noreferrer">
            {children}
          </a>
        ),
        img: ({ src, alt }) => (
          <a href={typeof src === 'string' ? src : undefined} target="_blank" rel="noopener noreferrer">
            {alt || String(src ?? '')}
          </a>
        ),
      }}
    >
      {text}
    </Markdown>
  </div>
));
