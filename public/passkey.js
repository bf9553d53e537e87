// Passkeys: fetches a question of the portal, lets the browser's own dialogue answer it, and hands the answer back. Only pages with
// something to ask load this file; without it they do what they did before, and this part of them stays hidden.
//
// The part says where question and answer go, and brings a sentence in the reader's language for everything that can happen.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

// What goes wrong carries the name of its sentence.
class Stopped extends Error {
  constructor(word) {
    super(word);
    this.word = word;
  }
}

// The portal's statuses; a session that is over or no longer fresh leads to the door by loading the page anew.
const ANSWERS = { 409: 'late', 422: 'refused', 429: 'often' };

async function post(address, body) {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  let answer;
  try {
    answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body), cache: 'no-store' });
    if (answer.ok) return await answer.json();
  } catch {
    throw new Stopped('unreachable');
  }
  if (answer.status === 401 || answer.status === 403) {
    location.reload();
    throw new Stopped('waiting');
  }
  throw new Stopped(ANSWERS[answer.status] || 'unreachable');
}

// Why a browser's dialogue ended without a passkey (Web Authentication Level 3, sections 5.1.3 and 5.1.4).
const ENDS = {
  InvalidStateError: 'known',
  NotSupportedError: 'unable',
  ConstraintError: 'unable',
  SecurityError: 'elsewhere',
};

const described = (passkeys) => (passkeys || []).map((passkey) => ({ ...passkey, id: bytes(passkey.id) }));

async function made({ publicKey }) {
  const asked = {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    user: { ...publicKey.user, id: bytes(publicKey.user.id) },
    excludeCredentials: described(publicKey.excludeCredentials),
  };
  const { id, rawId, type, response } = await navigator.credentials.create({ publicKey: asked });
  const said = {
    attestationObject: text(response.attestationObject),
    clientDataJSON: text(response.clientDataJSON),
    transports: response.getTransports ? response.getTransports() : [],
  };
  return { id, rawId: text(rawId), type, response: said, extensions: {} };
}

async function shown({ publicKey }) {
  const asked = {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    allowCredentials: described(publicKey.allowCredentials),
  };
  const { id, rawId, type, response } = await navigator.credentials.get({ publicKey: asked });
  const said = {
    authenticatorData: text(response.authenticatorData),
    clientDataJSON: text(response.clientDataJSON),
    signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : null,
  };
  return { id, rawId: text(rawId), type, response: said, extensions: {} };
}

async function go(part, name) {
  const question = await post(part.dataset.ask, {});
  let answer;
  try {
    answer = await (part.dataset.passkey === 'new' ? made(question) : shown(question));
  } catch (error) {
    throw new Stopped(ENDS[error.name] || 'cancelled');
  }
  const { next } = await post(part.dataset.answer, { name, next: part.dataset.next, answer });
  location.assign(next);
}

function prepare(part) {
  const form = part.querySelector('form');
  const status = part.querySelector('[role=status]');
  const button = form.querySelector('button');
  const field = form.querySelector('input');
  const say = (word) => {
    status.textContent = part.dataset[word] || '';
  };
  const cannot = (word) => {
    form.hidden = true;
    say(word);
  };
  part.hidden = false;
  if (location.origin !== part.dataset.origin) return cannot('elsewhere');
  if (!window.PublicKeyCredential || !navigator.credentials) return cannot('unknown');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (button.disabled) return;
    if (field && !field.value.trim()) {
      say('name');
      field.focus();
      return;
    }
    button.disabled = true;
    say('waiting');
    go(part, field ? field.value.trim() : '').catch((error) => {
      button.disabled = false;
      say(error.word || 'cancelled');
      button.focus();
    });
  });
}

for (const part of document.querySelectorAll('[data-passkey]')) prepare(part);
