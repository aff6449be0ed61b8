import { pausePooler, reconnectPooler, requeueErrors, resumePooler } from '../api.js';
import { findElement } from '../dom.js';
import { announce, runAction } from '../messages.js';

const section = findElement('pooler');
const dialog = findElement('confirm', HTMLDialogElement);
const title = findElement('confirm-title');
const text = findElement('confirm-text');
const yes = findElement('confirm-yes', HTMLButtonElement);
const no = findElement('confirm-no', HTMLButtonElement);

/** @type {(() => void) | null} */
let accept = null;

/**
 * Shows the pooler's controls, if there is a pooler that can be controlled.
 * @param {Api.ConnectionSample} sample
 */
export function renderActions({ pooler }) {
  section.hidden = !pooler;
}

/**
 * Asks before the messages of a queue's error queue are requeued.
 * @param {HTMLButtonElement} button
 * @param {Api.QueueSample} queue
 */
export const confirmRequeue = (button, { queue, failed }) => confirm(
  button, 'Requeue', `Requeue ${queue}?`,
  `The ${failed.toLocaleString()} failed messages are handled again. Do this once the cause is gone.`,
  () => requeueErrors(queue));

/**
 * @param {HTMLButtonElement} button
 * @param {string} verb
 * @param {string} question
 * @param {string} consequence
 * @param {() => Promise<Api.ActionDone>} act
 */
function confirm(button, verb, question, consequence, act) {
  title.textContent = question;
  text.textContent = consequence;
  yes.textContent = verb;
  accept = () => perform(button, act);
  dialog.showModal();
}

/**
 * @param {HTMLButtonElement} button
 * @param {() => Promise<Api.ActionDone>} act
 */
const perform = (button, act) => runAction(button, async () => {
  announce('');
  announce((await act()).message);
});

yes.addEventListener('click', () => {
  dialog.close();
  accept?.();
});
no.addEventListener('click', () => dialog.close());

const pause = findElement('pause', HTMLButtonElement);
pause.addEventListener('click', () => confirm(
  pause, 'Pause', 'Pause the pooler?',
  'Running transactions finish, and clients wait. It resumes by itself after 10 s, before a waiting client would be refused.',
  pausePooler));
const reconnect = findElement('reconnect', HTMLButtonElement);
reconnect.addEventListener('click', () => confirm(
  reconnect, 'Reconnect', 'Reconnect the pooler?',
  'Every connection to PostgreSQL is replaced as soon as it is free, for example after a failover.',
  reconnectPooler));
const resume = findElement('resume', HTMLButtonElement);
resume.addEventListener('click', () => perform(resume, resumePooler));
