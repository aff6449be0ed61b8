import { attemptQuiz, getConcept } from '../api.js';
import { announceIn, createCodeSpans, createElement, createNote, findElement } from '../dom.js';
import { formatCount, formatPercent } from '../format.js';
import { runAction } from '../messages.js';

const form = findElement('quiz', HTMLFormElement);
const results = findElement('results');
const questions = findElement('questions');
const check = findElement('check', HTMLButtonElement);
const retake = findElement('retake', HTMLButtonElement);
const score = findElement('score');

/** @type {Api.Question[]} */
let quiz = [];
let roadmapId = '', conceptId = '', isCurrent = () => false;

/**
 * Shows a concept's quiz without answers.
 * @param {Api.Concept} concept
 * @param {string} missing is shown instead, if there is none
 * @param {{ roadmapId: string, isCurrent: () => boolean }} visit
 */
export function renderQuiz(concept, missing, visit) {
  ({ roadmapId, isCurrent } = visit);
  conceptId = concept.id;
  quiz = concept.quiz ?? [];
  form.hidden = !quiz.length;
  if (quiz.length) renderResults(concept.quizResults); else results.textContent = missing;
  questions.replaceChildren(...quiz.map(createQuestion));
  clearResult();
}

/** @type {(question: Api.Question, index: number) => HTMLFieldSetElement} */
function createQuestion(question, index) {
  const hasMany = question.type === 'multiple_choice', feedbackId = `feedback-${index}`;
  const fieldset = createElement('fieldset', { className: 'card' },
    createElement('legend', {}, `${index + 1}. `, ...createCodeSpans(question.question)),
    hasMany ? createNote('Select all correct answers.') : null,
    ...question.options.map((option, i) => createElement('label', { className: 'option' },
      createElement('input', { type: hasMany ? 'checkbox' : 'radio', name: `q${index}`, value: String(i) }),
      createElement('span', {}, ...createCodeSpans(option)),
      createElement('span', { className: 'verdict' }))),
    createElement('p', { className: 'feedback', id: feedbackId }));
  fieldset.setAttribute('aria-describedby', feedbackId);
  return fieldset;
}

/** @param {Api.QuizResults} quizResults */
function renderResults({ attempts, bestScore, lastScore }) {
  results.textContent = attempts
    ? `Answered ${formatCount(attempts, 'time')}: best ${formatPercent(bestScore ?? 0)}, last ${formatPercent(lastScore ?? 0)}.`
    : `${formatCount(quiz.length, 'question')}. Answer as often as you like.`;
}

const listFieldsets = () => [...questions.querySelectorAll('fieldset')];

function clearResult() {
  announceIn(score, '');
  retake.hidden = true;
  listFieldsets().forEach(clearVerdict);
}

/** @param {HTMLFieldSetElement} fieldset */
function clearVerdict(fieldset) {
  delete fieldset.dataset.result;
  renderFeedback(fieldset);
  for (const verdict of fieldset.querySelectorAll('.verdict')) verdict.textContent = '';
}

/** @type {(fieldset: HTMLFieldSetElement, ...content: (Node | string)[]) => void} */
const renderFeedback = (fieldset, ...content) => fieldset.querySelector('.feedback')?.replaceChildren(...content);

/**
 * Shows at the question and its options whether the answer is correct, and why.
 * @param {HTMLFieldSetElement} fieldset
 * @param {Api.Question} question
 * @param {number[]} chosen
 * @param {Api.AnswerResult} result
 */
function renderVerdict(fieldset, question, chosen, { correct, expected, explanation }) {
  fieldset.dataset.result = correct ? 'right' : 'wrong';
  /** @type {NodeListOf<HTMLElement>} */ (fieldset.querySelectorAll('.verdict')).forEach((verdict, i) => {
    verdict.textContent = describeOption(expected.includes(i), chosen.includes(i));
    verdict.dataset.right = String(expected.includes(i));
  });
  const right = expected.map(i => question.options[i]).join('; ');
  renderFeedback(fieldset,
    createElement('strong', { textContent: correct ? 'Correct. ' : 'Not quite. ' }),
    ...createCodeSpans(correct ? explanation : `Correct answer: ${right}. ${explanation}`));
}

/** @type {(isCorrect: boolean, isChosen: boolean) => string} */
function describeOption(isCorrect, isChosen) {
  if (isCorrect) return isChosen ? 'correct' : 'correct, not selected';
  return isChosen ? 'incorrect' : '';
}

/** @param {HTMLFieldSetElement[]} unanswered */
function askForAnswers(unanswered) {
  for (const fieldset of unanswered) {
    fieldset.dataset.result = 'open';
    renderFeedback(fieldset, 'Select an answer first.');
  }
  announceIn(score, `${formatCount(unanswered.length, 'question')} without an answer`);
  unanswered[0].querySelector('input')?.focus();
}

async function checkAnswers() {
  const fieldsets = listFieldsets(), asked = quiz, isMine = isCurrent;
  const answers = fieldsets.map(fieldset =>
    [.../** @type {NodeListOf<HTMLInputElement>} */ (fieldset.querySelectorAll('input:checked'))].map(input => Number(input.value)));
  clearResult();
  const unanswered = fieldsets.filter((_, i) => !answers[i].length);
  if (unanswered.length) {
    askForAnswers(unanswered);
    return;
  }
  const attempt = await attemptQuiz(roadmapId, conceptId, answers);
  if (!isMine()) return;
  fieldsets.forEach((fieldset, i) => renderVerdict(fieldset, asked[i], answers[i], attempt.questions[i]));
  announceIn(score, `${attempt.correct} of ${attempt.total} correct: ${formatPercent(attempt.score)}`);
  retake.hidden = false;
  const concept = await getConcept(roadmapId, conceptId);
  if (isMine()) renderResults(concept.quizResults);
}

form.addEventListener('submit', event => {
  event.preventDefault();
  runAction(check, checkAnswers);
});
form.addEventListener('reset', () => {
  clearResult();
  questions.querySelector('input')?.focus();
});
questions.addEventListener('change', event => {
  const fieldset = /** @type {Element} */ (event.target).closest('fieldset');
  if (fieldset?.dataset.result !== 'open') return;
  clearVerdict(fieldset);
  announceIn(score, '');
});
