import { createCodeSpans, createElement, createNote, findElement } from '../dom.js';
import { formatCount, joinFacts } from '../format.js';
import { linkToConcept } from '../router.js';

const list = findElement('stages');

/** @type {Record<Api.ContentStatus, string>} */
const statuses = { pending: '', completed: 'Written', failed: 'Failed', partial_failure: 'Partially written' };

/** The stages as they are rendered, without what changes while content is being written. */
let rendered = '';

/** The stages that the reader has closed, as `roadmap/number`. @type {Set<string>} */
const closed = new Set();

/** Lets the stages be rendered again. */
export function resetStages() {
  rendered = '';
}

/** @param {Api.Roadmap} roadmap */
export const listConcepts = ({ stages }) => stages.flatMap(stage => stage.modules).flatMap(module => module.concepts);

/**
 * Shows stages, modules and concepts. While content is being written only the statuses change; the rest stays in place, so that readers
 * keep their position.
 * @param {Api.Roadmap} roadmap
 */
export function renderStages(roadmap) {
  const concepts = listConcepts(roadmap);
  const shape = JSON.stringify(roadmap.stages, (name, value) => name === 'status' || name === 'done' ? undefined : value);
  if (shape !== rendered) {
    const names = new Map(concepts.map(concept => [concept.id, concept.name]));
    list.replaceChildren(...roadmap.stages.map(
      (stage, i) => createStage(`${roadmap.id}/${i}`, stage, concept => createRow(roadmap.id, concept, names))));
    rendered = shape;
  }
  const rows = /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll('.row'));
  concepts.forEach((concept, i) => renderStatus(rows[i], concept));
}

/** Whether there is something to learn from. @param {Api.ConceptSummary} concept */
export const hasContent = concept => concept.status === 'completed' || concept.status === 'partial_failure';

/**
 * @param {string} key
 * @param {Event} event
 */
function keepOpenState(key, { target }) {
  if (/** @type {HTMLDetailsElement} */ (target).open) closed.delete(key); else closed.add(key);
}

/**
 * @param {string} key
 * @param {Api.Stage} stage
 * @param {(concept: Api.ConceptSummary) => HTMLElement} createConcept
 */
const createStage = (key, stage, createConcept) => createElement('li', { className: 'stage' },
  createElement('details', { open: !closed.has(key), ontoggle: event => keepOpenState(key, event) },
    createElement('summary', {}, createElement('h2', { textContent: stage.title })),
    createNote(stage.description),
    ...stage.modules.map(module => createElement('section', { className: 'card module' },
      createElement('h3', { textContent: module.title }),
      createNote(module.description),
      createElement('ul', { className: 'plain' }, ...module.concepts.map(createConcept))))));

/**
 * @param {string} roadmapId
 * @param {Api.ConceptSummary} concept
 * @param {Map<string, string>} names of all concepts by their ids
 */
function createRow(roadmapId, concept, names) {
  const prerequisites = concept.prerequisites.map(id => names.get(id) ?? id).join(', ');
  return createElement('li', { className: 'row' },
    createElement('a', {
      className: 'concept', href: linkToConcept(roadmapId, concept.id), dataset: { concept: concept.id }, textContent: concept.name,
    }),
    createElement('span', { className: 'state' }),
    createElement('p', {}, ...createCodeSpans(concept.description)),
    createNote(joinFacts(formatCount(concept.hours, 'hour'), concept.difficulty, prerequisites && `builds on ${prerequisites}`)));
}

/**
 * @param {HTMLElement} row
 * @param {Api.ConceptSummary} concept
 */
function renderStatus(row, concept) {
  row.dataset.state = concept.done ? 'done' : concept.status;
  const text = row.querySelector('.state');
  if (text) text.textContent = concept.done ? 'Done' : statuses[concept.status];
}
