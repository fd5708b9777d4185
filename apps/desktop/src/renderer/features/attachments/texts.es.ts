export const texts = {
  'screen.attachment': 'Archivo',
  'find.hint': 'Archivo de: {{name}}',
  'gone.title': 'Este archivo no está en este dispositivo',
  'gone.body': 'Se quitó o no se comparte con usted.',
};
