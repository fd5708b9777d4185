export const texts = {
  replaced: 'Your change to {{field}} was replaced',
  'replaced.how': '({{mine}} → {{theirs}}, {{time}} by {{name}})',
  back: 'Put mine back',
  keep: 'Keep theirs',
  kept: 'Nothing was changed.',
  ticket: 'Open the ticket',
};
