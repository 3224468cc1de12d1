import { UNLIMITED_CREDITS } from '../../actions/accounts/shown-credits.ts';

/**
 * What makes the pages work: one script for all of them, each part for the elements it finds. The token stays in this tab
 * (sessionStorage); without one the calls go out all the same, for in open mode the owner needs none.
 */
export const PAGE_SCRIPT = String.raw`const TOKEN = 'cuesmith-token';
const find = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);

async function call(method, path, body) {
  const token = sessionStorage.getItem(TOKEN);
  const response = await fetch(path, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: 'Bearer ' + token }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json().catch(() => ({ message: 'The service did not answer as expected. Try again.' }));
  if (response.ok) {
    return answer.data;
  }

  throw Object.assign(new Error(answer.message), { code: answer.code });
}

/** Sends a form by a call; what went wrong is said beside it. */
function onSend(form, work) {
  form?.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    const alert = form.querySelector('[role=alert]');
    const status = form.querySelector('[role=status]');
    button.disabled = true;
    alert.textContent = '';
    if (status !== null) status.textContent = '';
    try {
      await work(Object.fromEntries(new FormData(form)), status);
    } catch (problem) {
      alert.textContent = problem instanceof TypeError ? 'The service cannot be reached. Try again.' : problem.message;
    } finally {
      button.disabled = false;
    }
  });
}

function stayWith({ token }) {
  sessionStorage.setItem(TOKEN, token);
}

// Registering
const register = find('register');
if (register !== null) {
  const bind = query.get('bind');
  register.hidden = bind === null;
  find('no-bind').hidden = bind !== null;
  onSend(register, async ({ email, password }) => {
    stayWith(await call('POST', '/api/auth/register', { bind, email, password }));
    location.assign('/account');
  });
}

// Taking a project over
const claim = find('claim');
if (claim !== null) {
  onSend(claim, async (_, status) => {
    await call('POST', '/api/auth/take-claim', { claim_token: query.get('ct') ?? '' });
    status.textContent = 'The project is yours now. Open it with your client.';
  });
}

// The account
async function show() {
  try {
    const { available, frozen } = await call('GET', '/api/credits/balance/simple');
    find('available').textContent = available === ${UNLIMITED_CREDITS} ? 'no limit' : available.toLocaleString();
    find('frozen').textContent = frozen.toLocaleString();
    find('signed-in').hidden = false;
    find('signed-out').hidden = true;
    find('leave').hidden = sessionStorage.getItem(TOKEN) === null;
    await showTokens();
  } catch (problem) {
    if (problem.code !== 1001 && problem.code !== 1003) {
      find('account-alert').textContent = problem.message;
    }

    sessionStorage.removeItem(TOKEN);
    find('signed-in').hidden = true;
    find('signed-out').hidden = false;
  }
}

async function showTokens() {
  const { tokens } = await call('GET', '/api/tokens');
  const live = tokens.filter((token) => token.revoked_at === null && (token.expires_at === null || new Date(token.expires_at) > new Date()));
  find('tokens').replaceChildren(...live.map(tokenRow));
}

function tokenRow(token) {
  const row = document.createElement('li');
  const text = document.createElement('span');
  const until = document.createElement('small');
  const end = document.createElement('button');
  text.textContent = token.name;
  until.textContent = token.expires_at === null ? 'never expires' : 'until ' + new Date(token.expires_at).toLocaleDateString();
  text.append(until);
  end.type = 'button';
  end.className = 'quiet';
  end.textContent = 'Revoke';
  end.setAttribute('aria-label', 'Revoke the token ' + token.name);
  end.addEventListener('click', async () => {
    end.disabled = true;
    try {
      await call('POST', '/api/tokens/' + encodeURIComponent(token.id) + '/revoke');
      await show();
    } catch (problem) {
      find('account-alert').textContent = problem.message;
      end.disabled = false;
    }
  });
  row.append(text, end);
  return row;
}

if (find('signed-in') !== null) {
  onSend(find('sign-in'), async (fields) => {
    stayWith(await call('POST', '/api/auth/sign-in', fields));
    await show();
  });
  onSend(find('redeem'), async ({ code }, status) => {
    const { credits, plan } = await call('POST', '/api/credits/redeem', { code });
    find('redeem').reset();
    await show();
    status.textContent = 'Added ' + credits.toLocaleString() + ' credits. Your plan: ' + plan + '.';
  });
  onSend(find('new-token'), async ({ name }, status) => {
    const { token } = await call('POST', '/api/tokens', { name });
    find('new-token').reset();
    await showTokens();
    status.textContent = 'Copy it now, it is shown only once: ' + token;
  });
  find('leave').addEventListener('click', () => {
    sessionStorage.removeItem(TOKEN);
    location.reload();
  });
  await show();
}
`;
