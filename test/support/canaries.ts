import type { Nominee } from '../../src/demo/nominations';

/** Words nobody else would write, one a field and person: whoever finds one knows whose it is and where it came from. */
export class Canaries {
  private readonly of = new Map<string, string>();

  /** A new canary: letters only, so that it passes for a name. */
  word(field: string): string {
    const spelt = [...String(this.of.size).padStart(4, '0')].map((digit) => 'bcdfghjklm'[Number(digit)]).join('');
    const word = `Zq${spelt}xv`;
    this.of.set(word, field);
    return word;
  }

  get size(): number {
    return this.of.size;
  }

  /** The fields whose canaries stand in the text. */
  in(text: string): string[] {
    return [...new Set(text.match(/Zq[bcdfghjklm]{4}xv/gi) ?? [])].map((word) => this.of.get(`Zq${word.slice(2).toLowerCase()}`) ?? word);
  }

  /** Plants one into every field that a list carries of a nominee; gives them. */
  plant(nominee: Nominee): string[] {
    const { person, post, employment } = nominee.nomination;
    const planted: string[] = [];
    const put = <Of extends object>(into: Of, field: string, write: (word: string) => string = (word) => word): void => {
      const word = this.word(field);
      planted.push(word);
      Object.assign(into, { [field]: write(word) });
    };
    for (const field of ['familyName', 'givenName', 'patronymic']) put(person, field);
    put(person, 'email', (word) => `${word}@example.org`);
    for (const field of ['title', 'organisation']) put(post, field);
    for (const job of employment.slice(0, 2)) for (const field of ['title', 'organisation']) put(job, field);
    return planted;
  }
}
