export const texts = {
  asTable: 'Show as table',
  asChart: 'Show as chart',
  table: 'Figures: {{title}}',
  save: 'Save this chart',
  'save.png': 'As a picture (PNG)…',
  'save.csv': 'As figures (CSV)…',
  notSaved: 'Not saved. {{problem}}',
};
