import { getAccount, signOut } from '../api.js';
import { createElement, findElement } from '../dom.js';
import { runAction } from '../messages.js';

const account = findElement('account');
const person = findElement('person');
const identityPart = findElement('identity-part');
const leave = findElement('sign-out', HTMLButtonElement);
const identity = findElement('identity', HTMLSelectElement);

/** Shows who is signed in and, while developing, the switch to another local identity. */
export async function showAccount() {
  const { name, identities } = await getAccount();
  person.textContent = identities.length > 0 ? '' : name;
  identity.replaceChildren(...identities.map(other =>
    createElement('option', { value: other.subject, textContent: other.name, selected: other.name === name })));
  leave.hidden = identities.length > 0;
  identityPart.hidden = identities.length === 0;
  account.hidden = false;
}

leave.addEventListener('click', () => runAction(leave, async () => {
  await signOut();
  location.assign('/signed-out.html');
}));
identity.addEventListener('change', () => {
  document.cookie = `roadmap-agent-identity=${encodeURIComponent(identity.value)}; path=/; samesite=lax`;
  location.hash = '#/';
  location.reload();
});
