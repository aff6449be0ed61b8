import { ApiError, createRoadmap, listDueQuestions, listRoadmaps } from '../api.js';
import { createElement, createNote, findElement } from '../dom.js';
import { hasEnded } from '../follow.js';
import { formatCount, formatDate, formatEffort, formatStatus, joinFacts } from '../format.js';
import { runAction, showFieldErrors } from '../messages.js';
import { linkToCards, linkToRoadmap } from '../router.js';
import { createPagedList } from './paged.js';
import { clearPreview, previewReading } from './preview.js';

const form = findElement('create', HTMLFormElement);
const goal = findElement('goal', HTMLInputElement);
const level = findElement('level', HTMLSelectElement);
const hours = findElement('hours', HTMLInputElement);
const known = findElement('known', HTMLInputElement);
const review = findElement('review', HTMLInputElement);
const submit = findElement('submit', HTMLButtonElement);
const due = findElement('due');
const list = findElement('roadmaps');
const none = findElement('none');
const more = findElement('more', HTMLButtonElement);
const roadmaps = createPagedList({
  list, more, read: listRoadmaps, createItem: createCard, onChange: () => { none.hidden = list.childElementCount > 0; },
});

/** The request that was sent last and has no response yet, and its idempotency key. */
let sent = '', key = '';

/**
 * Shows the form, the newest roadmaps and how many questions are due.
 * @param {string[]} _
 * @param {() => boolean} isCurrent
 */
export async function openStart(_, isCurrent) {
  // Only their number is shown, and the page is useful without it.
  const [showRoadmaps, questions] = await Promise.all([roadmaps.open(), listDueQuestions(1).catch(() => ({ due: 0 }))]);
  if (!isCurrent()) return;
  renderDue(questions.due);
  showRoadmaps();
}

/** @param {number} count */
function renderDue(count) {
  due.hidden = count === 0;
  due.replaceChildren(
    createElement('span', { textContent: `${formatCount(count, 'question')} ${count === 1 ? 'is' : 'are'} due today.` }),
    createElement('a', { className: 'button', href: linkToCards, textContent: 'Repeat what you missed' }));
}

/** @param {Api.RoadmapListItem} roadmap */
function createCard(roadmap) {
  const { total, completed, failed } = roadmap.progress;
  const isWriting = roadmap.step === 'content_generation' && !hasEnded(roadmap.status) && total > 0;
  return createElement('li', { className: 'card roadmap' },
    createElement('a', { href: linkToRoadmap(roadmap.id), textContent: roadmap.title ?? roadmap.goal }),
    createElement('span', { className: 'pill', dataset: { status: roadmap.status }, textContent: formatStatus(roadmap.status) }),
    createNote(joinFacts(
      formatEffort(roadmap),
      isWriting ? `${completed + failed} of ${total} concepts written` : '',
      formatDate(roadmap.createdAt))));
}

/** @returns {Api.CreateRoadmap} */
const readForm = () => ({
  goal: goal.value.trim(),
  currentLevel: level.value,
  hoursPerWeek: hours.value === '' ? null : Number(hours.value),
  knownTechnologies: known.value.split(',').map(name => name.trim()).filter(Boolean),
  skipReview: !review.checked,
});

async function requestRoadmap() {
  const request = readForm();
  showErrors({});
  // An unchanged request reuses its key, because the response to the first attempt may have been lost.
  if (sent !== JSON.stringify(request)) [sent, key] = [JSON.stringify(request), createKey()];
  try {
    const { id } = await createRoadmap(request, key);
    sent = '';
    form.reset();
    clearPreview();
    location.hash = linkToRoadmap(id);
  } catch (error) {
    if (!(error instanceof ApiError && showErrors(error.errors))) throw error;
  }
}

/** Creates a random key; `randomUUID` exists only over HTTPS and on localhost. */
const createKey = () => crypto.randomUUID?.()
  ?? [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');

/**
 * Shows errors under their fields and focuses the first one; returns whether there was one.
 * @param {Api.FieldErrors} errors
 */
function showErrors(errors) {
  const wrong = [goal, level, hours, known].filter(field => {
    const messages = Object.entries(errors).filter(([name]) => name.replace(/\[.*/, '') === field.name).flatMap(([, texts]) => texts);
    showFieldErrors(field, messages);
    return messages.length > 0;
  });
  wrong[0]?.focus();
  return wrong.length > 0;
}

previewReading(form, goal, readForm);
form.addEventListener('submit', event => {
  event.preventDefault();
  runAction(submit, requestRoadmap);
});
more.addEventListener('click', () => runAction(more, roadmaps.appendOlder));
