import { createCodeSpans, createElement, createNote } from '../dom.js';
import { createSteps, listSteps, renderStepVerdicts } from './steps.js';

/**
 * Creates a question without its answer.
 * @param {Api.Question} question
 * @param {number} index
 * @param {(block: Element) => HTMLElement} wrap makes code scroll if it is wider than the page
 * @param {string} [scope] makes the names of its parts different from those of other questions of this index
 */
export function createQuestion(question, index, wrap, scope = 'q') {
  const name = `${scope}${index}`, feedbackId = `${name}-feedback`, hint = describeTask(question);
  const fieldset = createElement('fieldset', { className: 'card' },
    createElement('legend', {}, `${index + 1}. `, ...createCodeSpans(question.question)),
    question.code ? wrap(createElement('pre', {}, createElement('code', { textContent: question.code }))) : null,
    hint ? createNote(hint) : null,
    ...question.type === 'order'
      ? [createSteps(question.options)]
      : question.options.map((option, i) => createChoice(question, name, option, i)),
    createElement('p', { className: 'feedback', id: feedbackId }));
  fieldset.setAttribute('aria-describedby', feedbackId);
  return fieldset;
}

/** @type {(question: Api.Question) => string} */
function describeTask({ type, question, code }) {
  if (type === 'order') return 'Put the steps in the right order.';
  if (type === 'multiple_choice') return 'Select all correct answers.';
  return `${question}${code ?? ''}`.includes('___') ? 'Select what belongs in the gap.' : '';
}

/** @type {(question: Api.Question, name: string, option: string, i: number) => HTMLElement} */
function createChoice({ type }, name, option, i) {
  const id = `${name}-because-${i}`;
  const input = createElement('input', {
    type: type === 'multiple_choice' ? 'checkbox' : 'radio', name, value: String(i),
  });
  input.setAttribute('aria-describedby', id);
  return createElement('div', {},
    createElement('label', { className: 'option' },
      input,
      createElement('span', { className: 'option-text' }, ...createCodeSpans(option)),
      createElement('span', { className: 'verdict' })),
    createElement('p', { className: 'because', id }));
}

/**
 * Lists the chosen options: of an order question all, in the order shown.
 * @param {HTMLFieldSetElement} fieldset
 */
export function readAnswer(fieldset) {
  const steps = listSteps(fieldset);
  return steps.length
    ? steps.map(step => Number(step.dataset.option))
    : [.../** @type {NodeListOf<HTMLInputElement>} */ (fieldset.querySelectorAll('input:checked'))].map(input => Number(input.value));
}

/** @param {HTMLFieldSetElement} fieldset */
export function clearVerdict(fieldset) {
  delete fieldset.dataset.result;
  renderFeedback(fieldset);
  for (const text of fieldset.querySelectorAll('.verdict, .because')) text.replaceChildren();
}

/** @type {(fieldset: HTMLFieldSetElement, ...content: (Node | string)[]) => void} */
export const renderFeedback = (fieldset, ...content) => fieldset.querySelector('.feedback')?.replaceChildren(...content);

/**
 * Shows at the question and its options whether the answer is correct, and why.
 * @param {HTMLFieldSetElement} fieldset
 * @param {Api.Question} question
 * @param {number[]} chosen
 * @param {Api.AnswerResult} result
 */
export function renderVerdict(fieldset, question, chosen, { correct, expected, explanation, optionExplanations }) {
  fieldset.dataset.result = correct ? 'right' : 'wrong';
  if (question.type === 'order') renderStepVerdicts(fieldset, expected, optionExplanations ?? []);
  else renderChoiceVerdicts(fieldset, chosen, expected, optionExplanations ?? []);
  const right = expected.map(i => question.options[i]).join('; ');
  const reason = optionExplanations ? '' : explanation;
  renderFeedback(fieldset,
    createElement('strong', { textContent: correct ? 'Correct. ' : 'Not quite. ' }),
    ...createCodeSpans(correct || optionExplanations ? reason : `Correct answer: ${right}. ${reason}`));
}

/** @type {(fieldset: HTMLFieldSetElement, chosen: number[], expected: number[], explanations: string[]) => void} */
function renderChoiceVerdicts(fieldset, chosen, expected, explanations) {
  /** @type {NodeListOf<HTMLElement>} */ (fieldset.querySelectorAll('.verdict')).forEach((verdict, i) => {
    verdict.textContent = describeOption(expected.includes(i), chosen.includes(i));
    verdict.dataset.right = String(expected.includes(i));
  });
  fieldset.querySelectorAll('.because').forEach((because, i) => because.replaceChildren(...createCodeSpans(explanations[i] ?? '')));
}

/** @type {(isCorrect: boolean, isChosen: boolean) => string} */
function describeOption(isCorrect, isChosen) {
  if (isCorrect) return isChosen ? 'correct' : 'correct, not selected';
  return isChosen ? 'incorrect' : '';
}
