import { ApiError } from '../api.js';
import { createElement, findElement } from '../dom.js';
import { formatTime } from '../format.js';
import { showFieldErrors } from '../messages.js';

const section = findElement('review-section');
const text = findElement('review-text');
const changesPart = findElement('changes-part');
const answersPart = findElement('answers-part');
const answers = findElement('answers');
const changes = findElement('changes');
const feedback = findElement('feedback', HTMLTextAreaElement);
const approve = findElement('approve', HTMLButtonElement);
const reject = findElement('reject', HTMLButtonElement);

/** @type {Record<Api.PlanChange['change'], string>} */
const changeNames = { added: 'Added', removed: 'Removed', changed: 'Changed', moved: 'Moved' };

/** @type {Record<Api.FeedbackAnswer['outcome'], string>} */
const outcomeNames = { done: 'Done', not_possible: 'Not possible', not_understood: 'Not understood' };

/** Empties the feedback. */
export function resetReview() {
  feedback.value = '';
  showFieldErrors(feedback, []);
}

/**
 * Shows what the plan is to be judged by, if it waits for review.
 * @param {Api.Review | null} review
 * @param {Api.Score | null} score
 */
export function renderReview(review, score) {
  section.hidden = !review;
  if (!review) return;
  text.textContent = describeReview(review, score);
  changesPart.hidden = !review.round;
  answersPart.hidden = review.answers.length === 0;
  answers.replaceChildren(...review.answers.flatMap(createAnswer));
  changes.replaceChildren(...review.changes.length
    ? review.changes.map(createChange)
    : [createElement('li', { textContent: 'Nothing has changed. Name a topic and say whether to add, remove, shorten or move it.' })]);
}

/** @type {(review: Api.Review, score: Api.Score | null) => string} */
const describeReview = (review, score) => [
  review.feedback && review.answers.length === 0 && `You asked for: “${review.feedback}”`,
  score?.dimensions.warnings.length ? `Worth a look: ${score.dimensions.warnings.join(' ')}` : '',
  'Content is written only after you approve the plan.',
  review.waitingSince && `Waiting since ${formatTime(review.waitingSince)}.`,
].filter(Boolean).join(' ');

/** @param {Api.FeedbackAnswer} answer */
const createAnswer = ({ wish, outcome, answer }) => [
  createElement('dt', { textContent: `“${wish}”` }),
  createElement('dd', {}, createElement('strong', { className: outcome, textContent: `${outcomeNames[outcome]}:` }), ` ${answer}`),
];

/** @param {Api.PlanChange} change */
const createChange = ({ change, name, detail }) => createElement('li', {},
  createElement('strong', { className: change, textContent: changeNames[change] ?? change }), ' ', name,
  detail ? createElement('span', { className: 'quiet', textContent: ` ${detail}` }) : null);

/**
 * Sets what sends a decision.
 * @param {(button: HTMLButtonElement, action: () => Promise<void>) => void} onClick
 * @param {(decision: Api.ReviewDecision) => Promise<void>} decide
 */
export function onReviewDecision(onClick, decide) {
  onClick(approve, () => decide({ approved: true }));
  onClick(reject, async () => {
    showFieldErrors(feedback, []);
    try {
      await decide({ approved: false, feedback: feedback.value.trim() });
      feedback.value = '';
    } catch (error) {
      if (!(error instanceof ApiError && error.errors.feedback)) throw error;
      showFieldErrors(feedback, error.errors.feedback);
      feedback.focus();
    }
  });
}
