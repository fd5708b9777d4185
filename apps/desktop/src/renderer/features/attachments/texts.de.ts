export const texts = {
  'screen.attachment': 'Datei',
  'find.hint': 'Datei zu: {{name}}',
  'gone.title': 'Diese Datei ist nicht auf diesem Gerät',
  'gone.body': 'Sie wurde entfernt oder ist nicht für Sie freigegeben.',
};
