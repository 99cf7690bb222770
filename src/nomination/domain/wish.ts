/** The form of `POST nominations`. */
export interface Wish {
  nominatorId: string;
  externalId?: string;
  category?: string;
  person: { familyName: string; givenName: string; patronymic?: string; birthDate: string; sex: 'female' | 'male'; snils?: string; phone?: string; email?: string };
  citizenship: string;
  education: 'secondary' | 'secondary-professional' | 'unfinished-higher' | 'higher';
  registrationRegion?: string;
  post: Position & { region: string; organisationInn?: string };
  employment: Period[];
  documents: { key: string; receivedOn: string }[];
}

/** Where somebody works or worked, and what classifies the post. */
export interface Position {
  title: string;
  organisation: string;
  postCategory?: string;
  postGroup?: string;
  sphere?: string;
  municipalityType?: string;
  municipality?: string;
}

/** Days or months, `YYYY-MM`; the last null while the post is held. */
export interface Period extends Position {
  startedOn: string;
  endedOn: string | null;
  region?: string;
}
