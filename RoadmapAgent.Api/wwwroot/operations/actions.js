import { pausePooler, reconnectPooler, requeueErrors, resumePooler } from '../api.js';
import { confirmFirst } from '../confirm.js';
import { findElement } from '../dom.js';
import { announce, runAction } from '../messages.js';

const section = findElement('pooler');

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
export const confirmRequeue = (button, { queue, failed }) => confirmFirst(
  {
    title: `Requeue ${queue}?`,
    text: `The ${failed.toLocaleString()} failed messages are handled again. Do this once the cause is gone.`,
    verb: 'Requeue',
  },
  () => perform(button, () => requeueErrors(queue)));

/**
 * @param {HTMLButtonElement} button
 * @param {() => Promise<Api.ActionDone>} act
 */
const perform = (button, act) => runAction(button, async () => {
  announce('');
  announce((await act()).message);
});

const pause = findElement('pause', HTMLButtonElement);
pause.addEventListener('click', () => confirmFirst(
  {
    title: 'Pause the pooler?',
    text: 'Running transactions finish, and clients wait. It resumes by itself after 10 s, before a waiting client would be refused.',
    verb: 'Pause',
  },
  () => perform(pause, pausePooler)));
const reconnect = findElement('reconnect', HTMLButtonElement);
reconnect.addEventListener('click', () => confirmFirst(
  {
    title: 'Reconnect the pooler?',
    text: 'Every connection to PostgreSQL is replaced as soon as it is free, for example after a failover.',
    verb: 'Reconnect',
  },
  () => perform(reconnect, reconnectPooler)));
const resume = findElement('resume', HTMLButtonElement);
resume.addEventListener('click', () => perform(resume, resumePooler));
