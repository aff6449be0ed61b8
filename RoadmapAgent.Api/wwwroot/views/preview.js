import { readGoal } from '../api.js';
import { findElement } from '../dom.js';
import { renderReading } from './reading.js';

const part = findElement('reading');
const pauseMs = 400;

/** The number of the newest preview; answers to older ones are dropped. */
let newest = 0;
/** @type {number | undefined} */
let waiting;

/** Shows no reading, and drops one that is being read. */
export function clearPreview() {
  newest++;
  clearTimeout(waiting);
  renderReading(part, null);
}

/**
 * Shows how the form's goal is read, shortly after the last key, so that it can be corrected before the roadmap is planned.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} goal
 * @param {() => Api.CreateRoadmap} readForm
 */
export function previewReading(form, goal, readForm) {
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    const number = ++newest;
    waiting = setTimeout(async () => {
      // The form's own errors are shown when it is sent.
      const reading = await readGoal(readForm()).catch(() => null);
      if (number === newest) renderReading(part, reading, chooseNearest);
    }, pauseMs);
  });

  /** @param {string} name */
  function chooseNearest(name) {
    goal.value = `Learn ${name}`;
    goal.focus();
    goal.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
