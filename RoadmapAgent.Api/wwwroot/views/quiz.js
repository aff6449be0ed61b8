import { attemptQuiz, getConcept } from '../api.js';
import { announceIn, findElement } from '../dom.js';
import { formatCount, formatPercent } from '../format.js';
import { runAction } from '../messages.js';
import { clearVerdict, createQuestion, readAnswer, renderFeedback, renderVerdict } from './question.js';
import { resetSteps } from './steps.js';
import { createWideBlocks } from './wide.js';

const form = findElement('quiz', HTMLFormElement);
const results = findElement('results');
const questions = findElement('questions');
const check = findElement('check', HTMLButtonElement);
const retake = findElement('retake', HTMLButtonElement);
const score = findElement('score');
const wideBlocks = createWideBlocks();

/** @type {Api.Question[]} */
let quiz = [];
let roadmapId = '', conceptId = '', isCurrent = () => false;
/** @type {(action: () => Promise<void>) => Promise<void>} */
let act = action => action();

/**
 * Shows a concept's quiz without answers.
 * @param {Api.Concept} concept
 * @param {string} missing is shown instead, if there is none
 * @param {{ roadmapId: string, isCurrent: () => boolean, act: typeof act }} visit act runs what needs the roadmap
 */
export function renderQuiz(concept, missing, visit) {
  ({ roadmapId, isCurrent, act } = visit);
  conceptId = concept.id;
  quiz = concept.quiz ?? [];
  form.hidden = !quiz.length;
  if (quiz.length) renderResults(concept.quizResults); else results.textContent = missing;
  wideBlocks.clear();
  questions.replaceChildren(...quiz.map((question, index) => createQuestion(question, index, wideBlocks.wrap)));
  clearResult();
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
  const answers = fieldsets.map(readAnswer);
  clearResult();
  const unanswered = fieldsets.filter((_, i) => !answers[i].length);
  if (unanswered.length) {
    askForAnswers(unanswered);
    return;
  }
  const attempt = await attemptQuiz(roadmapId, conceptId, answers);
  if (!isMine()) return;
  fieldsets.forEach((fieldset, i) => renderVerdict(fieldset, asked[i], answers[i], attempt.questions[i]));
  const later = attempt.correct < attempt.total ? '. What you missed comes back tomorrow.' : '';
  announceIn(score, `${attempt.correct} of ${attempt.total} correct: ${formatPercent(attempt.score)}${later}`);
  retake.hidden = false;
  const concept = await getConcept(roadmapId, conceptId);
  if (isMine()) renderResults(concept.quizResults);
}

form.addEventListener('submit', event => {
  event.preventDefault();
  runAction(check, () => act(checkAnswers));
});
form.addEventListener('reset', () => {
  clearResult();
  listFieldsets().forEach(resetSteps);
  /** @type {HTMLElement | null} */ (questions.querySelector('input, button'))?.focus();
});
questions.addEventListener('change', event => {
  const fieldset = /** @type {Element} */ (event.target).closest('fieldset');
  if (fieldset?.dataset.result !== 'open') return;
  clearVerdict(fieldset);
  announceIn(score, '');
});
