const NEEDS_SCRIPT = '<noscript><p>This page needs JavaScript.</p></noscript>';

export const HOME_PAGE = `<h1>Cuesmith</h1>
<section>
<p>Words in, a finished royalty-free track and a finished video out. This is its service: clients and agents talk to it.</p>
<ul>
<li><a href="/docs">Reference of the API</a>, also as <a href="/openapi.json">OpenAPI document</a></li>
<li><a href="/account">Your account</a>: credits, codes and tokens</li>
<li><a href="/version">Version</a> and <a href="/health">health</a></li>
</ul>
</section>
<section>
<h2>Try it</h2>
<p>Get a token, begin a project and say what you want to hear:</p>
<pre tabindex="0"><code>POST /api/auth/anonymous-token
     X-Client-Id: any-name-of-yours
POST /api/tasks/me/with-session/nemo_agent
     {"task_name":"project"}
POST /run_sse
     {"app_name":"nemo_agent","user_id":"me","session_id":"…",
      "new_message":{"parts":[{"text":"calm lo-fi"}]}}</code></pre>
</section>`;

export const REGISTER_PAGE = `<h1>Keep what you made</h1>
<section>
${NEEDS_SCRIPT}
<p id="no-bind" hidden>This page needs the whole link that your client shows: it ends in <code>?bind=…</code>. Have an account? <a href="/account">Sign in</a>.</p>
<form id="register" hidden>
<p>Choose how you sign in. Your credits, projects and tokens stay as they are.</p>
<label>E-mail address <input name="email" type="email" autocomplete="email" maxlength="254" required></label>
<label>Password <small>8 characters or more</small> <input name="password" type="password" autocomplete="new-password" minlength="8" maxlength="200" required></label>
<p role="alert"></p>
<button>Register</button>
</form>
</section>
<p>Have an account? <a href="/account">Sign in</a>.</p>`;

export const CLAIM_PAGE = `<h1>Take a project over</h1>
<section>
${NEEDS_SCRIPT}
<form id="claim">
<p>Somebody gave you this link for a project of theirs. When you take it over it moves to your account, with its files. <a href="/account">Sign in</a> in this tab first, then open the link again.</p>
<p role="alert"></p>
<p role="status"></p>
<button>Take it over</button>
</form>
</section>`;

export const ACCOUNT_PAGE = `<h1>Your account</h1>
${NEEDS_SCRIPT}
<p id="account-alert" role="alert"></p>
<section id="signed-out" hidden>
<h2>Sign in</h2>
<form id="sign-in">
<label>E-mail address <input name="email" type="email" autocomplete="username" maxlength="254" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" maxlength="200" required></label>
<p role="alert"></p>
<button>Sign in</button>
</form>
</section>
<div id="signed-in" hidden>
<section aria-labelledby="credits-title">
<h2 id="credits-title">Credits</h2>
<dl>
<dt>To spend</dt><dd id="available"></dd>
<dt>Reserved for running work</dt><dd id="frozen"></dd>
</dl>
</section>
<section aria-labelledby="redeem-title">
<h2 id="redeem-title">Redeem a code</h2>
<form id="redeem">
<label>Code <input name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="64" required></label>
<p role="alert"></p>
<p role="status"></p>
<button>Redeem</button>
</form>
</section>
<section aria-labelledby="tokens-title">
<h2 id="tokens-title">Tokens</h2>
<ul id="tokens" class="plain"></ul>
<form id="new-token">
<label>Name of a new token <small>it lives 90 days</small> <input name="name" maxlength="100" autocomplete="off" required></label>
<p role="alert"></p>
<p role="status"></p>
<button>Make a token</button>
</form>
</section>
<button id="leave" type="button" class="quiet">Sign out</button>
</div>`;
