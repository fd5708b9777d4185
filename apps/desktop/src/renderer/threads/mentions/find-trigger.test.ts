import { expect, test } from 'vitest';
import { findTrigger } from './find-trigger.ts';

/** The cursor is where the text has its stroke. */
function at(marked: string) {
  return findTrigger(marked.replace('|', ''), marked.indexOf('|'));
}

test.for([
  ['@|', '@', 0, ''],
  ['Ask @Ben Ok|', '@', 4, 'Ben Ok'],
  ['Ask (@Ben|)', '@', 5, 'Ben'],
  ['first\n#12|', '#', 6, '12'],
  ['#winter rea|', '#', 0, 'winter rea'],
  ['@Zoë|', '@', 0, 'Zoë'],
  ['@بن|', '@', 0, 'بن'],
  ["@O'Neill-Smith|", '@', 0, "O'Neill-Smith"],
] as const)('%s names something', ([marked, sign, start, words]) => {
  expect(at(marked)).toEqual({ sign, start, words });
});

test.for([
  'ann@exam|',
  '@ |',
  '@Ben |',
  '#|',
  '# Heading|',
  '##|',
  'a#1|',
  '@Be|n',
  '@a b c d e|',
  '@Ben\n|',
  '|@',
])('%s names nothing', (marked) => {
  expect(at(marked)).toBeUndefined();
});
