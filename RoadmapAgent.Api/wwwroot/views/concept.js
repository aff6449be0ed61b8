import { getConcept, getRoadmap, getTutorialHtml, markConcept, regenerateContent } from '../api.js';
import { announceIn, createCodeSpans, createElement, findElement } from '../dom.js';
import { createLiveView, hasEnded } from '../follow.js';
import { formatCount, joinFacts } from '../format.js';
import { runAction } from '../messages.js';
import { linkToConcept, linkToRoadmap } from '../router.js';
import { renderNote } from './note.js';
import { renderQuiz } from './quiz.js';
import { renderResources } from './resources.js';
import { renderTutorial } from './tutorial.js';

const back = findElement('back', HTMLAnchorElement);
const title = findElement('concept-title');
const text = findElement('concept-text');
const facts = findElement('concept-facts');
const done = findElement('done', HTMLButtonElement);
const learned = findElement('learned');
const before = findElement('before', HTMLAnchorElement);
const after = findElement('after', HTMLAnchorElement);
/** @type {NodeListOf<HTMLButtonElement>} */
const regenerateButtons = document.querySelectorAll('.regenerate');

const minutesPerQuestion = 1;
/** From this share on, the rest is not worth mentioning. */
const mostlyOnPage = 0.8;

const regenerating = 'Regenerating; the new version will appear here.';

let id = '', conceptId = '';
/** @type {Map<string, string>} What is rendered, by part. */
let rendered = new Map();
const view = createLiveView(readConcept, render);

/** @type {(parameters: string[], isCurrent: () => boolean) => Promise<(() => void) | void>} */
export const openConcept = (parameters, isCurrent) => view.open(parameters, isCurrent, () => {
  [id, conceptId] = parameters;
  rendered = new Map();
  announceIn(learned, '');
});

/**
 * Reads the roadmap, the concept and its tutorial as rendered by the server.
 * @param {string} roadmapId
 * @param {string} wantedId
 * @returns {Promise<[Api.Roadmap, Api.Concept, string]>}
 */
async function readConcept(roadmapId, wantedId) {
  const [roadmap, concept] = await Promise.all([getRoadmap(roadmapId), getConcept(roadmapId, wantedId)]);
  return [roadmap, concept, concept.tutorial ? await getTutorialHtml(roadmapId, wantedId) : ''];
}

/**
 * @param {Api.Roadmap} roadmap
 * @param {Api.Concept} concept
 * @param {string} html the tutorial's
 */
function render(roadmap, concept, html) {
  const isOver = hasEnded(roadmap.status);
  const missing = isOver ? 'This could not be written.' : 'Not written yet. It will appear here as soon as it is ready.';
  renderPlace(roadmap, concept);
  for (const button of regenerateButtons) button.hidden = !isOver;
  renderIfChanged('done', concept.done, () => renderDone(concept.done));
  const description = findSummary(roadmap, concept)?.description ?? '';
  renderIfChanged(
    'tutorial', [concept.tutorial ?? missing, html, description], () => renderTutorial(concept.tutorial, html, description, missing));
  renderIfChanged('resources', concept.resources ?? missing, () => renderResources(concept.resources, missing));
  const canHaveNote = roadmap.learning.total > 0;
  renderIfChanged(
    'note', [id, concept.id, concept.note, canHaveNote], () => renderNote(concept.note, id, concept.id, canHaveNote, view.check));
  const visit = { roadmapId: id, isCurrent: view.keep(), act: view.act };
  renderIfChanged('quiz', concept.quiz ?? missing, () => renderQuiz(concept, missing, visit));
  if (isOver && learned.textContent === regenerating) announceIn(learned, 'Regenerated.');
}

/**
 * Renders a part only if it has changed, so that readers keep their answers and position while other parts are written.
 * @param {string} part
 * @param {unknown} data
 * @param {() => void} renderPart
 */
function renderIfChanged(part, data, renderPart) {
  const json = JSON.stringify(data);
  if (rendered.get(part) === json) return;
  rendered.set(part, json);
  renderPart();
}

/** @type {(roadmap: Api.Roadmap, concept: Api.Concept) => Api.ConceptSummary | undefined} */
const findSummary = (roadmap, { id: wanted }) =>
  roadmap.stages.flatMap(stage => stage.modules.flatMap(module => module.concepts)).find(summary => summary.id === wanted);

/**
 * Shows what the concept is, where it belongs, and its neighbours.
 * @param {Api.Roadmap} roadmap
 * @param {Api.Concept} concept
 */
function renderPlace(roadmap, concept) {
  const all = roadmap.stages.flatMap(stage => stage.modules.flatMap(
    module => module.concepts.map(summary => ({ ...summary, stage: stage.title, module: module.title }))));
  const at = all.findIndex(summary => summary.id === concept.id), summary = all[at];
  back.textContent = roadmap.title ?? roadmap.goal;
  back.href = linkToRoadmap(id);
  title.textContent = concept.name;
  text.replaceChildren(...createCodeSpans(summary?.description ?? ''));
  facts.textContent = summary
    ? joinFacts(summary.stage, summary.module, describeTime(summary.hours, concept), summary.difficulty)
    : '';
  renderNeighbour(before, 'Previous', all[at - 1]);
  renderNeighbour(after, 'Next', at < 0 ? undefined : all[at + 1]);
}

/**
 * Says how long the concept takes, and how much of it the tutorial and the quiz take; practice takes the rest.
 * @param {number} hours
 * @param {Api.Concept} concept
 */
function describeTime(hours, { tutorial, quiz }) {
  const onPage = ((tutorial?.estimatedMinutes ?? 0) + (quiz?.length ?? 0) * minutesPerQuestion) / 60;
  const all = formatCount(hours, 'hour'), here = formatCount(Math.round(onPage * 2) / 2 || 0.5, 'hour');
  return tutorial && onPage < hours * mostlyOnPage ? `${all}, about ${here} of it here` : all;
}

/**
 * @param {HTMLAnchorElement} link
 * @param {string} direction
 * @param {Api.ConceptSummary | undefined} concept
 */
function renderNeighbour(link, direction, concept) {
  link.hidden = !concept;
  if (!concept) return;
  link.replaceChildren(createElement('span', { className: 'quiet', textContent: direction }), concept.name);
  link.href = linkToConcept(id, concept.id);
}

/** @param {boolean} isDone */
function renderDone(isDone) {
  done.ariaPressed = String(isDone);
  done.textContent = isDone ? 'Done' : 'Mark as done';
}

async function toggleDone() {
  const isDone = done.ariaPressed !== 'true', isMine = view.keep();
  const learning = await markConcept(id, conceptId, isDone);
  if (!isMine()) return;
  renderIfChanged('done', isDone, () => renderDone(isDone));
  announceIn(learned, `${learning.done} of ${learning.total} concepts done`);
}

/** @param {Api.ContentKind} kind */
async function regenerate(kind) {
  await regenerateContent(id, conceptId, kind);
  announceIn(learned, regenerating);
  title.focus({ preventScroll: true });
  await view.refresh();
}

done.addEventListener('click', () => runAction(done, () => view.act(toggleDone)));
for (const button of regenerateButtons) {
  const kind = /** @type {Api.ContentKind} */ (button.dataset.kind);
  button.addEventListener('click', () => runAction(button, () => view.act(() => regenerate(kind))));
}
