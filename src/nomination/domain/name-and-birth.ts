/** Name and birth date in one spelling: two writings of one person are equal, whatever the case, ё or е and spaces. */
export function nameAndBirth({ familyName, givenName, patronymic = '', birthDate }: { readonly familyName: string; readonly givenName: string; readonly patronymic?: string; readonly birthDate: string }): string {
  const words = [familyName, givenName, patronymic].map((word) => word.normalize('NFC').trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' '));
  return [...words, birthDate].join('|');
}
