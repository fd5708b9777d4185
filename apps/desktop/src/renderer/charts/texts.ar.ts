export const texts = {
  asTable: 'عرض كجدول',
  asChart: 'عرض كرسم بياني',
  table: 'الأرقام: {{title}}',
  save: 'حفظ هذا الرسم البياني',
  'save.png': 'كصورة (PNG)…',
  'save.csv': 'كأرقام (CSV)…',
  notSaved: 'لم يُحفظ. {{problem}}',
};
