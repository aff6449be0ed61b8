import { createElement, findElement } from '../dom.js';
import { formatPercent } from '../format.js';
import { announce } from '../messages.js';

const part = findElement('progress-part');
const list = findElement('steps');
const label = findElement('progress-label');
const bar = findElement('progress', HTMLProgressElement);
const place = findElement('place');

/** Concepts ahead are counted up to here. */
const mostAhead = 500;
/** Fewer than this are as good as none. */
const fewAhead = 5;

/** @type {Record<Api.Step, string>} */
const steps = {
  queued: 'Queued', intent_analysis: 'Analysing your goal', curriculum_design: 'Designing the plan',
  structure_validation: 'Checking the plan', roadmap_edit: 'Editing the plan', human_review: 'Your review',
  content_generation: 'Writing the content', finished: 'Finished',
};
/** @type {Api.Step[]} */
const shownSteps = ['intent_analysis', 'curriculum_design', 'structure_validation', 'content_generation'];

/** The quarter of the content that was announced last. */
let announcedQuarter = 0;

/** @param {Api.Step} step */
export const formatStep = step => steps[step];

/** Lets every quarter of the content be announced again. */
export function resetProgress() {
  announcedQuarter = 0;
}

/**
 * Shows how far the roadmap is planned and written or, once it has ended, how far it is learned.
 * @param {Api.Roadmap} roadmap
 * @param {boolean} isOver
 */
export function renderProgress({ status, step, progress, learning, conceptsAhead, stages }, isOver) {
  const isWriting = !isOver && step === 'content_generation' && progress.total > 0;
  const isLearning = isOver && stages.length > 0 && learning.total > 0;
  part.hidden = status === 'human_review_pending' || (isOver && !isLearning);
  list.hidden = isOver;
  renderSteps(status === 'pending' ? 'queued' : step);
  place.hidden = isOver || (conceptsAhead ?? 0) < fewAhead;
  place.textContent = describePlace(conceptsAhead ?? 0);
  if (isLearning) renderBar(describeLearning(learning), learning.done, learning.total);
  else if (isWriting) renderWriting(progress);
  else renderBar('Planning');
}

/** @param {Api.Learning} learning */
const describeLearning = ({ done, total, quizAverage }) =>
  `${done} of ${total} concepts done${quizAverage == null ? '' : `, quizzes ${formatPercent(quizAverage)}`}`;

/** @param {number} ahead */
const describePlace = ahead =>
  `${ahead < mostAhead ? 'About' : 'More than'} ${ahead} concepts of other roadmaps are written before yours.`;

/** @param {Api.Progress} progress */
function renderWriting({ total, completed, failed }) {
  const written = completed + failed, quarter = Math.floor(written / total * 4);
  const text = `${written} of ${total} concepts written${failed ? `, ${failed} failed` : ''}`;
  renderBar(text, written, total);
  if (quarter <= announcedQuarter) return;
  announcedQuarter = quarter;
  announce(text);
}

/**
 * @param {string} text
 * @param {number} [value] without it, the bar shows no share
 * @param {number} [max]
 */
function renderBar(text, value, max) {
  label.textContent = text;
  if (value === undefined) bar.removeAttribute('value');
  else Object.assign(bar, { max, value });
}

/** @param {Api.Step} step */
function renderSteps(step) {
  const isEdit = step === 'roadmap_edit';
  const at = shownSteps.indexOf(isEdit ? 'curriculum_design' : step);
  list.replaceChildren(...shownSteps.map((name, i) => createElement('li', {
    className: i < at ? 'past' : i === at ? 'now' : '',
    ariaCurrent: i === at ? 'step' : null,
    textContent: formatStep(isEdit && name === 'curriculum_design' ? 'roadmap_edit' : name),
  })));
}
