import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const renderer = path.resolve(import.meta.dirname, '..');

/** Code and dates are written from left to right in every language. */
const known = [
  'ui/markdown.module.css: text-align: left',
  'ui/day-field.module.css: inset: 6px 4px auto auto',
];

test('a page that runs from right to left is the mirror of one that runs from left to right', () => {
  const sided = globSync('**/*.css', { cwd: renderer }).flatMap((file) =>
    declarations(readFileSync(path.join(renderer, file), 'utf8'))
      .filter(isSided)
      .map((declaration) => `${file}: ${declaration}`),
  );
  expect(sided.filter((one) => !known.includes(one))).toEqual([]);
});

function declarations(css) {
  const plain = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/:root[^{]*\{[^}]*\}/g, '');
  return [...plain.matchAll(/^\s*([a-z-]+: [^;{]+);/gm)].map(([, declaration = '']) => declaration);
}

/** Whether it names the left or the right, or gives them different values. */
function isSided(declaration) {
  const [property, value] = declaration.split(/: (.*)/s);
  if (/(^|-)(left|right)($|-)/.test(property) || /^(left|right)$/.test(value)) return true;
  if (!/^(padding|margin|inset|border-(width|style|color|radius))$/.test(property)) return false;
  const [, right, , left] = value.match(/[\w-]+\(.*?\)+|\S+/g) ?? [];
  return left !== undefined && left !== right;
}
