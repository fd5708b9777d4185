export const texts = {
  replaced: 'استُبدل تغييرك في {{field}}',
  'replaced.how': '({{mine}} ← {{theirs}}، {{time}}، {{name}})',
  back: 'إعادة تغييري',
  keep: 'إبقاء تغييرهم',

  skipped: 'تراجعك ترك {{field}} كما هو',
  'skipped.how': 'غيّره {{name}} منذ ذلك إلى {{value}} ({{time}}).',
  'skipped.text': 'غيّر {{name}} الكلمات نفسها منذ ذلك ({{time}}).',
  'skipped.you': 'أنت',
  'skipped.back': 'إعادة {{value}}',
  'skipped.leave': 'تركه',
};
