import type { ElementContent, Root } from 'hast';
import type { Root as TextRoot } from 'mdast';
import { findAndReplace } from 'mdast-util-find-and-replace';
import { isKnownAddress, numberAddress } from './text-addresses.ts';

/** `#12` as a word of its own, not a part of `a#12`, `#12b` or an address. */
const ticketNumber = /(?<![\p{L}\p{N}_#&/])#(\d{1,9})(?![\p{L}\p{N}_])/gu;

/** Makes links of ticket numbers in running text; code and links are left as they are. */
export function linkTicketNumbers() {
  return (tree: TextRoot): void => {
    findAndReplace(
      tree,
      [
        ticketNumber,
        (text: string, digits: string) => ({
          type: 'link',
          url: numberAddress(digits),
          children: [{ type: 'text', value: text }],
        }),
      ],
      { ignore: ['link', 'linkReference'] },
    );
  };
}

/**
 * Nothing that somebody wrote goes missing when it may not do what it says: HTML stands as text, a
 * picture is a link to it, and of a link that does not open the address stands behind its words.
 */
export function showAsText() {
  return (tree: Root): void => {
    tree.children = tree.children.flatMap((child) => (child.type === 'doctype' ? [] : shown(child)));
  };
}

function shown(node: ElementContent): ElementContent[] {
  // What HTML there is comes as such a node, because nobody reads it as HTML.
  if (node.type === 'raw') return [{ type: 'text', value: node.value }];
  if (node.type !== 'element') return [node];
  const children = node.children.flatMap(shown);
  if (node.tagName === 'img') return linkTo(String(node.properties.src ?? ''), picture(node.properties.alt));
  if (node.tagName === 'a') return linkTo(String(node.properties.href ?? ''), children);
  return [{ ...node, children }];
}

function picture(alt: unknown): ElementContent[] {
  return alt ? [{ type: 'text', value: String(alt) }] : [];
}

function linkTo(address: string, words: ElementContent[]): ElementContent[] {
  const named = words.length > 0 ? words : [{ type: 'text' as const, value: address }];
  if (isKnownAddress(address)) {
    return [{ type: 'element', tagName: 'a', properties: { href: address }, children: named }];
  }
  // Links inside the text, such as those of footnotes, have no address that says anything.
  if (address === '' || address.startsWith('#') || says(named, address)) return named;
  return [...named, { type: 'text', value: ` (${readable(address)})` }];
}

/** Whether the words are the address already, as where one was only typed. */
function says(words: readonly ElementContent[], address: string): boolean {
  const [first] = words;
  if (words.length !== 1 || first?.type !== 'text') return false;
  return [first.value, `http://${first.value}`].some(
    (word) => word === address || word === readable(address),
  );
}

function readable(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
