export const texts = {
  asTable: 'Mostrar como tabla',
  asChart: 'Mostrar como gráfico',
  table: 'Cifras: {{title}}',
  save: 'Guardar este gráfico',
  'save.png': 'Como imagen (PNG)…',
  'save.csv': 'Como cifras (CSV)…',
  notSaved: 'No se guardó. {{problem}}',
};
