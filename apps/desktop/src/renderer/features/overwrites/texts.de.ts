/** `skipped.you` stands in the dative: it follows "von". */
export const texts = {
  replaced: 'Ihre Änderung wurde ersetzt: {{field}}',
  'replaced.how': '({{mine}} → {{theirs}}, {{time}}, von {{name}})',
  back: 'Meine zurückholen',
  keep: 'Die andere behalten',

  skipped: 'Beim Rückgängigmachen unverändert geblieben: {{field}}',
  'skipped.how': 'Inzwischen von {{name}} in {{value}} geändert ({{time}}).',
  'skipped.text': 'Dieselben Wörter wurden inzwischen von {{name}} geändert ({{time}}).',
  'skipped.you': 'Ihnen',
  'skipped.back': '{{value}} zurückholen',
  'skipped.leave': 'So lassen',
};
