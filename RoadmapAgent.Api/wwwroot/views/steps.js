import { announceIn, createCodeSpans, createElement } from '../dom.js';

/**
 * Creates the steps of an order question: a list whose items move up and down by buttons.
 * @param {string[]} options
 */
export function createSteps(options) {
  const moved = createElement('output', { className: 'unseen' });
  const list = createElement('ol', { className: 'steps' }, ...options.map(createStep));
  list.addEventListener('click', event => {
    const button = /** @type {Element} */ (event.target).closest('button'), step = button?.closest('li');
    if (button && step) move(step, button, moved);
  });
  return createElement('div', {}, list, moved);
}

/** @type {(option: string, i: number) => HTMLLIElement} */
function createStep(option, i) {
  return createElement('li', { dataset: { option: String(i) } },
    createElement('div', { className: 'option' },
      createElement('span', { className: 'option-text' }, ...createCodeSpans(option)),
      createElement('span', { className: 'verdict' }),
      createMove('up', '↑', option),
      createMove('down', '↓', option)),
    createElement('p', { className: 'because' }));
}

/** @type {(className: string, textContent: string, option: string) => HTMLButtonElement} */
const createMove = (className, textContent, option) =>
  createElement('button', { type: 'button', className, textContent, ariaLabel: `Move ${className}: ${option}` });

/** @type {(step: HTMLElement, button: HTMLButtonElement, moved: Element) => void} */
function move(step, button, moved) {
  const list = /** @type {HTMLElement} */ (step.parentElement);
  if (button.className === 'up') step.previousElementSibling?.before(step);
  else step.nextElementSibling?.after(step);
  // A moved element loses the focus.
  button.focus();
  announceIn(moved, `Step ${[...list.children].indexOf(step) + 1} of ${list.children.length}`);
}

/**
 * Lists the steps as they are shown; none if the question is of another type.
 * @param {Element} question
 * @returns {HTMLElement[]}
 */
export const listSteps = question => [...question.querySelectorAll('li')];

/**
 * Restores the order in which the steps were first shown.
 * @param {Element} question
 */
export function resetSteps(question) {
  const steps = listSteps(question).sort((a, b) => Number(a.dataset.option) - Number(b.dataset.option));
  question.querySelector('.steps')?.append(...steps);
}

/**
 * Shows at every step where it belongs, and why.
 * @param {Element} question
 * @param {number[]} expected the options in the right order
 * @param {string[]} explanations by option
 */
export function renderStepVerdicts(question, expected, explanations) {
  listSteps(question).forEach((step, place) => {
    const option = Number(step.dataset.option), isRight = expected[place] === option;
    const verdict = /** @type {HTMLElement} */ (step.querySelector('.verdict'));
    verdict.textContent = isRight ? 'correct' : `is step ${expected.indexOf(option) + 1}`;
    verdict.dataset.right = String(isRight);
    step.querySelector('.because')?.replaceChildren(...createCodeSpans(explanations[option] ?? ''));
  });
}
