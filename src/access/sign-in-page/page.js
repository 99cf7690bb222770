'use strict';
/* The page people sign in with. It knows the operations of the API and nothing else; a console may take its place. */
{
  const find = (id) => document.getElementById(id);
  const PARTS = ['by-password', 'by-code', 'set-password', 'recovery', 'signed-in'];
  const REFUSALS = {
    SIGN_IN_REFUSED: 'Имя, пароль или код не подошли. После нескольких неудач нужно немного подождать.',
    CODE_REFUSED: 'Имя и код не подошли, либо код уже использован или устарел. После нескольких неудач нужно немного подождать.',
    SECOND_FACTOR_REFUSED: 'Код из приложения не подошёл.',
    PASSWORD_TOO_SHORT: 'Пароль слишком короткий.',
    PASSWORD_TOO_LONG: 'Пароль слишком длинный.',
    PASSWORD_COMMON: 'Такой пароль подбирают первым. Придумайте другой.',
    PASSWORD_PREDICTABLE: 'Такой пароль легко угадать. Придумайте другой.',
    PASSWORD_NAMES_ACCOUNT: 'Пароль состоит из вашего имени. Придумайте другой.',
    TOO_MANY_REQUESTS: 'Слишком много попыток. Подождите и попробуйте снова.',
  };
  let csrfToken = null;
  let paper = null;

  const show = (part, title) => {
    for (const id of PARTS) find(id).hidden = id !== part;
    find('title').textContent = title;
    document.title = title;
    say('');
    (document.querySelector(`#${part} input`) ?? find('title')).focus();
  };
  const say = (text) => { find('message').textContent = text; };

  /** Answers the body; tells the person what was refused and answers null. */
  const call = async (method, path, body) => {
    const headers = { ...(body && { 'content-type': 'application/json' }), ...(csrfToken && { 'x-csrf-token': csrfToken }) };
    const response = await fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const answer = response.status === 204 ? {} : await response.json();
    if (response.ok) return answer;
    if (response.status !== 401 || path !== 'session') say(REFUSALS[answer.faults?.[0]?.code] ?? REFUSALS[answer.code] ?? 'Не получилось. Попробуйте ещё раз.');
    return null;
  };

  const fields = (form) => Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
  const onSubmit = (id, work) => find(id).addEventListener('submit', (event) => {
    event.preventDefault();
    work(fields(event.target), event.target);
  });

  const showSignedIn = async () => {
    const who = await call('GET', 'session');
    if (!who) return show('by-password', 'Вход');
    csrfToken = who.csrfToken;
    show('signed-in', 'Вы вошли');
    find('name').textContent = who.name;
    const { items } = await call('GET', 'sessions');
    find('sessions').replaceChildren(...items.map(sessionLine));
  };

  const sessionLine = ({ id, device, createdAt, isCurrent }) => {
    const line = document.createElement('li');
    line.textContent = `${device || 'Неизвестный браузер'}, ${new Date(createdAt).toLocaleString('ru-RU')}${isCurrent ? ' — этот браузер' : ' '}`;
    if (isCurrent) return line;
    const end = document.createElement('button');
    end.type = 'button';
    end.className = 'link';
    end.textContent = 'завершить';
    end.addEventListener('click', async () => { if (await call('POST', `sessions/${id}/end`)) line.remove(); });
    line.append(end);
    return line;
  };

  onSubmit('by-password', async (proof, form) => {
    const answer = await call('POST', 'sign-in', proof);
    form.elements.password.value = '';
    form.elements.code.value = '';
    if (answer) await showSignedIn();
  });

  onSubmit('by-code', async (given) => {
    const opened = await call('POST', 'sign-in/code', given);
    if (!opened) return;
    paper = given;
    show('set-password', 'Новый пароль');
    find('whose').textContent = opened.name;
    find('enrolment').hidden = opened.secret === null;
    find('enrolment-why').textContent = opened.secondFactor === 'required' ? 'Вашей роли нужен второй фактор.' : 'Второй фактор можно настроить сейчас или не настраивать.';
    find('secret').textContent = opened.secret ?? '';
    if (opened.uri) find('uri').href = opened.uri;
    find('set-password').elements.secondFactor.required = opened.secondFactor !== 'optional';
  });

  onSubmit('set-password', async (given) => {
    const redeemed = await call('POST', 'sign-in/code/redeem', { ...paper, ...given });
    if (!redeemed) return;
    find('set-password').reset();
    find('by-code').reset();
    if (redeemed.recoveryCodes.length === 0) return show('by-password', 'Вход');
    show('recovery', 'Резервные коды');
    find('recovery-codes').replaceChildren(...redeemed.recoveryCodes.map((code) => Object.assign(document.createElement('li'), { textContent: code })));
  });

  find('sign-out').addEventListener('click', async () => {
    await call('POST', 'session/end');
    csrfToken = null;
    show('by-password', 'Вход');
  });
  find('to-code').addEventListener('click', () => show('by-code', 'Одноразовый код'));
  find('to-password').addEventListener('click', () => show('by-password', 'Вход'));
  find('to-sign-in').addEventListener('click', () => {
    find('recovery-codes').replaceChildren();
    show('by-password', 'Вход');
  });

  const begin = async () => {
    const { oidc } = await call('GET', 'sign-in.json');
    find('oidc').hidden = oidc === null;
    find('oidc').textContent = oidc ?? '';
    await showSignedIn();
    if (new URLSearchParams(location.search).get('refused') === 'oidc') say('Войти не удалось: внешняя система не подтвердила вход, или у вас нет роли в этой системе.');
  };
  void begin();
}
