import { ApiError, answerDueQuestion, listDueQuestions } from '../api.js';
import { announceIn, createElement, findElement } from '../dom.js';
import { formatCount, formatDate } from '../format.js';
import { runAction } from '../messages.js';
import { linkToConcept } from '../router.js';
import { clearVerdict, createQuestion, readAnswer, renderFeedback, renderVerdict } from './question.js';
import { createWideBlocks } from './wide.js';

const title = findElement('cards-title');
const summary = findElement('cards-summary');
const form = findElement('card', HTMLFormElement);
const place = findElement('card-place');
const body = findElement('card-question');
const check = findElement('card-check', HTMLButtonElement);
const next = findElement('card-next', HTMLButtonElement);
const verdict = findElement('card-verdict');
const wideBlocks = createWideBlocks();

/** @type {Api.DueQuestion[]} The questions that have been read and not asked yet; the first one is being asked. */
let waiting = [];
let asked = 0, right = 0, left = 0;
let isCurrent = () => false;

/**
 * Asks the questions that are due, one by one.
 * @param {string[]} _
 * @param {() => boolean} isCurrentVisit
 */
export async function openCards(_, isCurrentVisit) {
  const due = await listDueQuestions();
  if (!isCurrentVisit()) return;
  isCurrent = isCurrentVisit;
  [asked, right] = [0, 0];
  show(due);
}

/** @param {Api.DueQuestions} due */
function show({ due, items }) {
  [waiting, left] = [items, due];
  form.hidden = !items.length;
  if (items.length) ask(items[0]); else renderEnd();
}

/** @param {Api.DueQuestion} question */
function ask(question) {
  announceIn(summary, 'You missed these questions. Each comes back until you know it, after longer and longer times.');
  place.replaceChildren(
    `Question ${asked + 1} of ${asked + left}, from `,
    createElement('a', { href: linkToConcept(question.roadmapId, question.conceptId), textContent: question.conceptName }));
  wideBlocks.clear();
  body.replaceChildren(createQuestion(question, asked, wideBlocks.wrap, 'card'));
  announceIn(verdict, '');
  check.hidden = false;
  next.hidden = true;
}

function renderEnd() {
  announceIn(summary, asked
    ? `That was all for today: ${right} of ${formatCount(asked, 'answer')} correct.`
    : 'No questions are due. Those that you miss in a quiz come back here the next day.');
  body.replaceChildren();
}

const findFieldset = () => /** @type {HTMLFieldSetElement} */ (body.querySelector('fieldset'));

async function checkAnswer() {
  const fieldset = findFieldset(), question = waiting[0], isMine = isCurrent, answer = readAnswer(fieldset);
  if (!answer.length) {
    fieldset.dataset.result = 'open';
    renderFeedback(fieldset, 'Select an answer first.');
    fieldset.querySelector('input')?.focus();
    return;
  }
  clearVerdict(fieldset);
  try {
    const { result, dueAt } = await answerDueQuestion(question.id, answer);
    if (!isMine()) return;
    renderVerdict(fieldset, question, answer, result);
    announceIn(verdict, `${result.correct ? 'Correct' : 'Not quite'}. It comes back on ${formatDate(dueAt)}.`);
    if (result.correct) right++;
    asked++;
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
    if (!isMine()) return;
    announceIn(verdict, 'This question no longer exists: its quiz has been replaced or deleted.');
  }
  left--;
  waiting = waiting.slice(1);
  next.textContent = left > 0 ? 'Next question' : 'Finish';
  next.hidden = false;
  next.focus();
  check.hidden = true;
}

async function showNext() {
  const isMine = isCurrent;
  if (waiting.length) {
    ask(waiting[0]);
  } else {
    // Only so many are read at once.
    const due = await listDueQuestions();
    if (!isMine()) return;
    show(due);
  }
  const first = /** @type {HTMLElement | null} */ (form.hidden ? null : body.querySelector('input, button'));
  (first ?? title).focus();
}

form.addEventListener('submit', event => {
  event.preventDefault();
  // Enter in an answered question goes on.
  if (next.hidden) runAction(check, checkAnswer);
  else runAction(next, showNext);
});
next.addEventListener('click', () => runAction(next, showNext));
body.addEventListener('change', () => {
  const fieldset = findFieldset();
  if (fieldset.dataset.result === 'open') clearVerdict(fieldset);
});
