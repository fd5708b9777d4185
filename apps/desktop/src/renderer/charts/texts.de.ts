export const texts = {
  asTable: 'Als Tabelle zeigen',
  asChart: 'Als Diagramm zeigen',
  table: 'Zahlen: {{title}}',
  save: 'Dieses Diagramm speichern',
  'save.png': 'Als Bild (PNG) …',
  'save.csv': 'Als Zahlen (CSV) …',
  notSaved: 'Nicht gespeichert. {{problem}}',
};
