import {
  ApiError, cancelRoadmap, decideReview, deleteRoadmap, getReview, getRoadmap, linkToExport, retryRoadmap,
} from '../api.js';
import { confirmFirst } from '../confirm.js';
import { announceIn, findElement } from '../dom.js';
import { createLiveView, hasEnded } from '../follow.js';
import { formatCount, formatEffort, formatStatus, joinFacts } from '../format.js';
import { runAction } from '../messages.js';
import { offerUndo } from '../offer.js';
import { linkToConcept } from '../router.js';
import { describeRestorable } from './account.js';
import { renderPlan } from './arrangement.js';
import { formatStep, renderProgress, resetProgress } from './progress.js';
import { renderReading } from './reading.js';
import { restoreAndShow } from './restore.js';
import { onReviewDecision, renderReview, resetReview } from './review.js';
import { hasContent, listConcepts, resetStages } from './stages.js';

const title = findElement('title');
const reading = findElement('roadmap-reading');
const summary = findElement('summary');
const facts = findElement('facts');
const status = findElement('status');
const error = findElement('error');
const next = findElement('next', HTMLAnchorElement);
const exportLink = findElement('export', HTMLAnchorElement);
const cancel = findElement('cancel', HTMLButtonElement);
const retry = findElement('retry', HTMLButtonElement);
const remove = findElement('delete', HTMLButtonElement);

let id = '';
const view = createLiveView(readRoadmap, render);

/** @type {(parameters: string[], isCurrent: () => boolean) => Promise<(() => void) | void>} */
export const openRoadmap = (parameters, isCurrent) => view.open(parameters, isCurrent, () => {
  [id] = parameters;
  resetProgress();
  resetReview();
  resetStages();
  exportLink.href = linkToExport(id);
});

/**
 * @param {string} roadmapId
 * @returns {Promise<[Api.Roadmap, Api.Review | null]>}
 */
async function readRoadmap(roadmapId) {
  const roadmap = await getRoadmap(roadmapId);
  return [roadmap, roadmap.status === 'human_review_pending' ? await getReview(roadmapId) : null];
}

/**
 * @param {Api.Roadmap} roadmap
 * @param {Api.Review | null} review
 */
function render(roadmap, review) {
  const isOver = hasEnded(roadmap.status);
  title.textContent = roadmap.title ?? roadmap.goal;
  renderReading(reading, roadmap.reading);
  summary.textContent = roadmap.summary
    ?? (isOver ? '' : 'The plan appears here as soon as it is designed. You can leave this page and come back.');
  facts.textContent = joinFacts(formatEffort(roadmap), roadmap.title && formatCount(roadmap.progress.total, 'concept'));
  error.textContent = roadmap.error ?? '';
  error.hidden = !roadmap.error;
  renderProgress(roadmap, isOver);
  renderActions(roadmap, isOver);
  renderReview(review, roadmap.score);
  renderPlan(roadmap);
  // Last, so that everything else is up to date when the status changes.
  status.dataset.status = roadmap.status;
  announceIn(status, roadmap.status === 'processing' ? formatStep(roadmap.step) : formatStatus(roadmap.status));
}

/** @type {(roadmap: Api.Roadmap, isOver: boolean) => void} */
function renderActions(roadmap, isOver) {
  const isWritten = isOver && roadmap.stages.length > 0;
  renderNext(isWritten ? listConcepts(roadmap).find(concept => !concept.done && hasContent(concept)) : undefined, roadmap.learning);
  cancel.hidden = isOver;
  retry.hidden = !isOver || roadmap.status === 'completed';
  retry.textContent = roadmap.status === 'cancelled' ? 'Resume' : 'Retry';
  exportLink.hidden = !isWritten;
}

/**
 * Links to the first concept that is written and not done.
 * @param {Api.ConceptSummary | undefined} concept
 * @param {Api.Learning} learning
 */
function renderNext(concept, learning) {
  next.hidden = !concept;
  if (!concept) return;
  next.textContent = `${learning.done ? 'Continue' : 'Start'} with ${concept.name}`;
  next.href = linkToConcept(id, concept.id);
}

/**
 * Sends a decision and reads the roadmap again, also after a conflict, or if there is no such roadmap any more.
 * @param {() => Promise<void>} send
 */
async function decide(send) {
  try {
    await send();
  } catch (problem) {
    if (problem instanceof ApiError && [404, 409].includes(problem.status) && !await view.check()) return;
    throw problem;
  }
  await view.refresh();
}

/**
 * Runs a button's action; if the action hides the button, the focus moves to the heading.
 * @param {HTMLButtonElement} button
 * @param {() => Promise<void>} action
 */
const onClick = (button, action) => button.addEventListener('click', () => runAction(button, async () => {
  await action();
  if (!button.checkVisibility() && (document.activeElement === document.body || document.activeElement === button)) title.focus();
}));

onClick(cancel, () => decide(() => cancelRoadmap(id)));
onClick(retry, () => {
  resetProgress();
  return decide(() => retryRoadmap(id));
});
onReviewDecision(onClick, decision => decide(() => decideReview(id, decision)));
remove.addEventListener('click', () => confirmFirst(
  { title: 'Delete this roadmap?', text: describeRestorable(), verb: 'Delete' },
  () => runAction(remove, () => view.act(async () => {
    const deleted = id, name = title.textContent;
    await deleteRoadmap(deleted);
    offerUndo(`“${name}” was deleted.`, () => restoreAndShow(deleted, name));
    location.hash = '#/';
  }))));
