import { type ESTree, parseSync, Visitor } from 'vite';

/** A text that a source file asks for: its key, or what its keys begin and end with. */
export interface Asked {
  readonly pattern: RegExp;
  readonly words: string;
  /** Where it is looked for, if the call names that. */
  readonly namespace?: string;
}

export interface Spoken {
  readonly asked: readonly Asked[];
  /** Namespaces that the file opens with `useTranslation`. */
  readonly namespaces: readonly string[];
  /** Words that stand in the source itself, where nobody can translate them. */
  readonly literal: readonly string[];
}

const SEEN_OR_HEARD = new Set([
  'aria-label',
  'aria-description',
  'title',
  'placeholder',
  'label',
  'alt',
  'description',
]);

/** What a source file of the page says. */
export function spokenTexts(path: string, source: string): Spoken {
  const asked: Asked[] = [];
  const namespaces: string[] = [];
  const literal: string[] = [];
  new Visitor({
    CallExpression(call) {
      if (isTranslate(call.callee)) asked.push(...askedBy(call));
      if (call.callee.type === 'Identifier' && call.callee.name === 'useTranslation')
        namespaces.push(literalOf(call.arguments[0]) ?? 'app');
    },
    JSXText({ value }) {
      if (hasWords(value)) literal.push(value.trim());
    },
    JSXAttribute({ name, value }) {
      const isRead = name.type === 'JSXIdentifier' && SEEN_OR_HEARD.has(name.name);
      if (isRead && value?.type === 'Literal' && hasWords(String(value.value)))
        literal.push(String(value.value));
    },
  }).visit(parseSync(path, source).program);
  return { asked, namespaces, literal };
}

function hasWords(text: string): boolean {
  return /\p{L}{2}/u.test(text);
}

function isTranslate(callee: ESTree.CallExpression['callee']): boolean {
  if (callee.type === 'Identifier') return callee.name === 't';
  return (
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 't'
  );
}

function askedBy(call: ESTree.CallExpression): Asked[] {
  const [key, options] = call.arguments;
  const namespace = namespaceIn(options);
  return patternsOf(key).map(([pattern, words]) => ({ pattern, words, ...(namespace && { namespace }) }));
}

function patternsOf(key: ESTree.CallExpression['arguments'][number] | undefined): [RegExp, string][] {
  if (key?.type === 'ConditionalExpression')
    return [...patternsOf(key.consequent), ...patternsOf(key.alternate)];
  if (key?.type === 'TemplateLiteral') {
    const parts = key.quasis.map(({ value }) => value.raw);
    return [[new RegExp(`^${parts.map(escaped).join('.*')}(_[a-z]+)?$`), parts.join('…')]];
  }
  const text = literalOf(key);
  return text === undefined ? [] : [[new RegExp(`^${escaped(text)}(_other)?$`), text]];
}

function namespaceIn(options: ESTree.CallExpression['arguments'][number] | undefined): string | undefined {
  if (options?.type !== 'ObjectExpression') return undefined;
  for (const property of options.properties) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier' || property.key.name !== 'ns')
      continue;
    return literalOf(property.value) ?? '*';
  }
  return undefined;
}

function literalOf(
  node: { readonly type: string; readonly value?: unknown } | undefined,
): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
