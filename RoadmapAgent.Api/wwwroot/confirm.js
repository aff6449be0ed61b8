import { findElement } from './dom.js';

const dialog = findElement('confirm', HTMLDialogElement);
const title = findElement('confirm-title');
const text = findElement('confirm-text');
const yes = findElement('confirm-yes', HTMLButtonElement);

let accept = () => {};

/**
 * Asks before something is done that is hard to take back.
 * @param {{ title: string, text: string, verb: string }} question the verb stands on the button
 * @param {() => void} act is called if the answer is yes
 */
export function confirmFirst(question, act) {
  title.textContent = question.title;
  text.textContent = question.text;
  yes.textContent = question.verb;
  accept = act;
  dialog.returnValue = '';
  dialog.showModal();
}

dialog.addEventListener('close', () => {
  if (dialog.returnValue === yes.value) accept();
});
