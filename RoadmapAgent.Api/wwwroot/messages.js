import { announceIn, findElement } from './dom.js';

const problem = findElement('problem');
const announcement = findElement('announcement');

/**
 * Announces a text to screen readers.
 * @param {string} text
 */
export const announce = text => announceIn(announcement, text);

/**
 * Shows an error above the view.
 * @param {unknown} error
 */
export function showProblem(error) {
  announceIn(problem, error instanceof Error ? error.message : String(error));
  problem.hidden = false;
  problem.scrollIntoView({ block: 'nearest' });
}

export function clearProblem() {
  announceIn(problem, '');
  problem.hidden = true;
}

/**
 * Runs a button's action, never twice at once, and shows its error.
 * @param {HTMLButtonElement} button
 * @param {() => Promise<unknown>} action
 */
export async function runAction(button, action) {
  if (button.ariaDisabled === 'true') return;
  button.ariaDisabled = button.ariaBusy = 'true';
  clearProblem();
  try {
    await action();
  } catch (error) {
    showProblem(error);
  } finally {
    button.ariaDisabled = button.ariaBusy = null;
  }
}

/**
 * Shows error messages under a field.
 * @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} field
 * @param {string[]} messages
 */
export function showFieldErrors(field, messages) {
  findElement(`${field.name}-error`).textContent = messages.join(' ');
  field.ariaInvalid = messages.length ? 'true' : null;
}
