export const texts = {
  replaced: 'Su cambio fue reemplazado: {{field}}',
  'replaced.how': '({{mine}} → {{theirs}}, {{time}}, por {{name}})',
  back: 'Recuperar el mío',
  keep: 'Conservar el otro',

  skipped: 'Al deshacer quedó como está: {{field}}',
  'skipped.how': 'Desde entonces, {{name}} lo cambió a {{value}} ({{time}}).',
  'skipped.text': 'Desde entonces, {{name}} cambió las mismas palabras ({{time}}).',
  'skipped.you': 'usted',
  'skipped.back': 'Recuperar {{value}}',
  'skipped.leave': 'Dejarlo así',
};
