/** Rows of the Russian and the Latin keyboard. */
export const KEYBOARD_ROWS: readonly string[] = ['1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p'];

/**
 * Words that passwords of offices and of people everywhere are made of, as folded by the rule; it also finds them
 * repeated, joined, with digits and with letters written as digits. Russian words stand in both layouts where people
 * type them blindly.
 */
export const COMMON_WORDS: readonly string[] = [
  'password', 'passwort', 'passphrase', 'passw', 'pass', 'qwerty', 'qwertyuiop', 'asdfgh', 'asdf', 'zxcvbn', 'zxcvbnm', 'qazwsx', 'qaz', 'wsx', 'edc', 'abc', 'abcd', 'letmein', 'welcome', 'login', 'admin',
  'administrator', 'root', 'user', 'guest', 'test', 'demo', 'default', 'changeme', 'change', 'secret', 'master', 'system', 'server', 'manager', 'office', 'support', 'temp', 'new', 'my', 'the', 'love', 'iloveyou',
  'monkey', 'dragon', 'sunshine', 'princess', 'football', 'baseball', 'superman', 'batman', 'shadow', 'michael', 'jordan', 'freedom', 'whatever', 'trustno', 'starwars', 'hello', 'summer', 'winter', 'spring',
  'autumn', 'monday', 'friday', 'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december', 'moscow', 'russia', 'moskva', 'rossiya', 'company', 'internet',
  'computer', 'google', 'yandex', 'mail', 'correcthorsebatterystaple', 'correct', 'horse', 'battery', 'staple',
  'пароль', 'парол', 'йцукен', 'йцукенг', 'фыва', 'фывапролдж', 'ячсмить', 'админ', 'администратор', 'администрация', 'логин', 'вход', 'тест', 'привет', 'любовь', 'люблю', 'солнышко', 'солнце', 'зайка', 'котик',
  'наташа', 'марина', 'сергей', 'андрей', 'александр', 'дмитрий', 'максим', 'настя', 'москва', 'россия', 'зенит', 'спартак', 'мастер', 'секрет', 'работа', 'отдел', 'область', 'край', 'республика', 'губернатор', 'мэр',
  'мэров', 'школа', 'школамэров', 'глава', 'выборы', 'лето', 'зима', 'весна', 'осень', 'январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь', 'новый', 'год', 'мой',
  'gfhjkm', 'ghbdtn', 'yfnfif', 'vfhbyf', 'cthutq', 'fylhtq', 'kexibq', 'vjcrdf', 'hjccbz', 'flvby',
  'selection', 'service', 'selectionservice', 'school', 'mayor', 'mayors', 'schoolofmayors', 'programme', 'program', 'nominator', 'officer', 'auditor', 'assessor', 'region', 'regional',
];
