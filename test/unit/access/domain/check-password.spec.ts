import * as fc from 'fast-check';
import { checkPassword, LONGEST, normalPassword, type PasswordContext, SHORTEST_ALONE, SHORTEST_WITH_SECOND_FACTOR } from '../../../../src/access/domain/check-password';

const ALONE: PasswordContext = { hasSecondFactor: false, words: [] };
const WITH: PasswordContext = { hasSecondFactor: true, words: [] };
const codeOf = (password: string, context = WITH): string | undefined => checkPassword(password, context)?.code;

describe('a password', () => {
  it('is 15 characters alone, 8 with a second factor (NIST SP 800-63B-4)', () => {
    expect([SHORTEST_ALONE, SHORTEST_WITH_SECOND_FACTOR]).toEqual([15, 8]);
    expect(checkPassword('kühlschrank zu', ALONE)).toEqual({ code: 'PASSWORD_TOO_SHORT', params: { min: 15 } });
    expect(checkPassword('kühlschrank zum', ALONE)).toBeNull();
    expect(checkPassword('7 гусей', WITH)).toEqual({ code: 'PASSWORD_TOO_SHORT', params: { min: 8 } });
    expect(checkPassword('77 гусей', WITH)).toBeNull();
  });

  it('is counted in characters, not in bytes or halves of them', () => {
    expect(codeOf('🦆🐈🦔🐕🦊🐻🐼')).toBe('PASSWORD_TOO_SHORT');
    expect(codeOf('🦆🐈🦔🐕🦊🐻🐼🐨')).toBeUndefined();
    expect(codeOf('é'.normalize('NFD') + 'ëüöäß¿')).toBe('PASSWORD_TOO_SHORT');
  });

  it('needs no digits, signs or capitals, and may have any', () => {
    for (const password of ['стол кошка рассвет вилка', 'just small letters here', 'ONLY CAPITALS AND SPACE', '!@# $%^ &*( )_+ {}| "?>', '8675 3094 1592 6535']) expect(codeOf(password, ALONE)).toBeUndefined();
  });

  it('may be long: 64 and more characters, and every one of them counts', () => {
    const long = Array.from({ length: LONGEST }, (_, i) => String.fromCodePoint(0x430 + ((i * 7) % 32))).join('');
    expect(codeOf(long)).toBeUndefined();
    expect(checkPassword(`${long}x`, WITH)).toEqual({ code: 'PASSWORD_TOO_LONG', params: { max: LONGEST } });
    expect(normalPassword(long)).toBe(long);
  });

  it.each(['password', 'Password1', 'P@ssw0rd!', 'passwordpassword', 'Пароль2026!', 'парольпароль', 'gfhjkm2026', 'Admin-2026-Admin', 'iloveyou1999', 'letmein!!!', 'Welcome2026', 'Москва2026', 'школамэров2026', 'summer2026!', 'correcthorsebatterystaple'])(
    'is none that is tried first: %s', (password) => expect(codeOf(password)).toBe('PASSWORD_COMMON'),
  );

  it.each(['aaaaaaaa', 'abababab', '12341234', 'abcdefgh', '87654321', 'qwertyuiop', 'qwerty123456', 'йцукенгш', '        '])('is no row of neighbours and no repetition: %s', (password) => expect(codeOf(password)).toBe('PASSWORD_PREDICTABLE'));

  it.each(['petrova.36', 'PETROVA36!', 'ivanovapetrova'])('is not the name of its account: %s', (password) => {
    expect(codeOf(password, { hasSecondFactor: true, words: ['petrova.36', 'Ivanova Petrova'] })).toBe('PASSWORD_NAMES_ACCOUNT');
  });

  it('may contain a common word or a name among others', () => {
    expect(codeOf('password of a sleepy heron', { hasSecondFactor: false, words: ['heron'] })).toBeUndefined();
  });

  it('is the same however the system composes its letters', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      expect(normalPassword(text.normalize('NFD'))).toBe(normalPassword(text.normalize('NFC')));
    }));
  });

  it('is hardly ever refused when it is random, whatever it is made of', () => {
    const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя23456789');
    fc.assert(fc.property(fc.array(letters, { minLength: 20, maxLength: 30 }), (list) => {
      fc.pre(new Set(list).size > 8);
      expect(codeOf(list.join(''), ALONE)).toBeUndefined();
    }));
  });
});
