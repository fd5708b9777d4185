export const texts = {
  replaced: 'Your change to {{field}} was replaced',
  'replaced.how': '({{mine}} → {{theirs}}, {{time}} by {{name}})',
  back: 'Put mine back',
  keep: 'Keep theirs',

  skipped: 'Your undo left {{field}} as it is',
  'skipped.how': '{{name}} changed it to {{value}} since ({{time}}).',
  'skipped.text': '{{name}} changed the same words since ({{time}}).',
  'skipped.you': 'You',
  'skipped.back': 'Put {{value}} back',
  'skipped.leave': 'Leave it',
};
