import { deleteAccount, getAccount, signOut } from '../api.js';
import { confirmFirst } from '../confirm.js';
import { createElement, findElement } from '../dom.js';
import { formatCount } from '../format.js';
import { runAction } from '../messages.js';

const account = findElement('account');
const person = findElement('person');
const identityPart = findElement('identity-part');
const leave = findElement('sign-out', HTMLButtonElement);
const identity = findElement('identity', HTMLSelectElement);
const operations = findElement('operations');
const remove = findElement('delete-account', HTMLButtonElement);

let restorable = 'a time';

/** Says for how long a deleted roadmap can be restored, once it is known. */
export const describeRestorable = () => `It can be restored with its content, your progress and your notes for ${restorable}.`;

/** Shows who is signed in and, while developing, the switch to another local identity. */
export async function showAccount() {
  const { name, identities, isOperator, restorableDays } = await getAccount();
  person.textContent = identities.length > 0 ? '' : name;
  identity.replaceChildren(...identities.map(other =>
    createElement('option', { value: other.subject, textContent: other.name, selected: other.name === name })));
  leave.hidden = identities.length > 0;
  identityPart.hidden = identities.length === 0;
  operations.hidden = !isOperator;
  restorable = formatCount(restorableDays, 'day');
  account.hidden = false;
}

leave.addEventListener('click', () => runAction(leave, async () => location.assign(await signOut())));
identity.addEventListener('change', () => {
  document.cookie = `roadmap-agent-identity=${encodeURIComponent(identity.value)}; path=/; samesite=lax`;
  location.hash = '#/';
  location.reload();
});

const question = {
  title: 'Delete your account?',
  text: 'All your roadmaps, recently deleted ones included, their content, your progress and your notes will be permanently deleted.',
  verb: 'Delete everything',
};
remove.addEventListener('click', () => confirmFirst(question, () => runAction(remove, async () => {
  await deleteAccount();
  if (leave.hidden) {
    location.hash = '#/';
    location.reload();
  } else {
    location.assign('/signed-out.html');
  }
})));
