export const texts = {
  'screen.attachment': 'ملف',
  'find.hint': 'ملف يتبع: {{name}}',
  'gone.title': 'هذا الملف ليس على هذا الجهاز',
  'gone.body': 'أُزيل أو لا تجري مشاركته معك.',
};
