export const texts = {
  'screen.my-work': 'عملي',
  'empty.title': 'لا شيء مُسنَد إليك',
  'empty.body': 'تظهر هنا التذاكر التي تتولاها حتى تُنجز.',
  'empty.step': 'عرض كل التذاكر',
  replaced_zero: 'لم يُستبدل أي حقل غيّرته.',
  replaced_one: 'غيّر شخص آخر حقلًا كنت قد غيّرته.',
  replaced_two: 'غيّر شخص آخر حقلين كنت قد غيّرتهما.',
  replaced_few: 'غيّر شخص آخر {{count}} حقول كنت قد غيّرتها.',
  replaced_many: 'غيّر شخص آخر {{count}} حقلًا كنت قد غيّرتها.',
  replaced_other: 'غيّر شخص آخر {{count}} حقل كنت قد غيّرتها.',
  'replaced.show': 'عرض',
};
