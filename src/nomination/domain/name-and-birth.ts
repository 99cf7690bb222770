import { foldWords } from '../../kernel/fold-words';

/** Name, patronymic and birth date in one spelling, wherever the name is divided: by this a nominator's own people are found again. */
export function nameAndBirth({ familyName, givenName, patronymic = '', birthDate }: { readonly familyName: string; readonly givenName: string; readonly patronymic?: string; readonly birthDate: string }): string {
  return `${foldWords([familyName, givenName, patronymic].join(' '))} ${birthDate}`;
}
