import { createDrawing, findElement } from '../dom.js';
import { joinFacts } from '../format.js';
import { linkToConcept } from '../router.js';
import { arrangeNodes, nodeHeight, nodeWidth } from './layers.js';
import { hasContent, listConcepts } from './stages.js';

const main = findElement('main');
const frame = findElement('graph');
const wider = findElement('zoom-in', HTMLButtonElement);
const narrower = findElement('zoom-out', HTMLButtonElement);

const zooms = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2];
const lineLength = 22;
const lineHeight = 17;
/** The room that the view's padding and the frame's border take. */
const surroundings = 44;

/** What stands above a concept, by its state. */
const marks = { due: '↻ review', done: '✓ done', next: 'next' };

let zoom = zooms.indexOf(1);
/** The graph as it is drawn, so that focus and place stay while content is being written. */
let drawn = '';

/** @typedef {import('./layers.js').Node} Node */

/**
 * Draws stages, concepts and what builds on what. Concepts are links, in the order of the plan, with their prerequisites in their names.
 * @param {Api.Roadmap} roadmap
 * @param {ReadonlySet<string>} due the concepts that have questions to review
 */
export function drawGraph(roadmap, due) {
  // The frame itself has no width while the view is being opened.
  const room = main.clientWidth - surroundings;
  const next = listConcepts(roadmap).find(concept => !concept.done && hasContent(concept))?.id;
  const shape = JSON.stringify([roadmap.id, room, next, [...due], roadmap.stages], (name, value) => name === 'status' ? undefined : value);
  if (shape === drawn) return;
  drawn = shape;
  const { nodes, labels, width, height } = arrangeNodes(roadmap.stages, room);
  const edges = [...nodes.values()].flatMap(node => node.concept.prerequisites
    .flatMap(id => nodes.get(id) ?? [])
    .map(from => drawEdge(from, node)));
  const drawing = createDrawing('svg', { viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': 'Plan as a graph' },
    ...edges,
    ...labels.map(({ x, y, text }) => createDrawing('text', { x, y, class: 'band', 'aria-hidden': 'true' }, text)),
    ...[...nodes.values()].map(node => drawNode(roadmap.id, node, nodes, stateOf(node.concept, due, next))));
  scale(drawing);
  const focused = document.activeElement?.closest('.node')?.getAttribute('data-concept');
  frame.replaceChildren(drawing);
  if (!focused) return;
  const node = /** @type {SVGAElement | null} */ (drawing.querySelector(`[data-concept="${CSS.escape(focused)}"] a`));
  node?.focus({ preventScroll: true });
}

/** @type {(concept: Api.ConceptSummary, due: ReadonlySet<string>, next?: string) => keyof typeof marks | ''} */
const stateOf = (concept, due, next) => due.has(concept.id) ? 'due' : concept.done ? 'done' : concept.id === next ? 'next' : '';

/**
 * @param {Node} from
 * @param {Node} to
 */
function drawEdge(from, to) {
  const [x, y, endX, endY] = [from.x + nodeWidth / 2, from.y + nodeHeight, to.x + nodeWidth / 2, to.y];
  const bend = Math.max(24, (endY - y) / 2);
  return createDrawing('path', {
    class: 'edge', 'data-from': from.concept.id, 'data-to': to.concept.id,
    d: `M${x} ${y}C${x} ${y + bend} ${endX} ${endY - bend} ${endX} ${endY}`,
  });
}

/**
 * @param {string} roadmapId
 * @param {Node} node
 * @param {Map<string, Node>} nodes
 * @param {keyof typeof marks | ''} state
 */
function drawNode(roadmapId, { concept, x, y }, nodes, state) {
  const prerequisites = concept.prerequisites.flatMap(id => nodes.get(id)?.concept.name ?? []).join(', ');
  const lines = wrap(concept.name);
  const first = y + (nodeHeight - (lines.length - 1) * lineHeight) / 2 + 5;
  const link = createDrawing('a', {
    href: linkToConcept(roadmapId, concept.id),
    'aria-label': joinFacts(concept.name, state === 'due' ? 'questions to review' : state, prerequisites && `builds on ${prerequisites}`),
  },
  createDrawing('title', {}, concept.name),
  createDrawing('rect', { x, y, width: nodeWidth, height: nodeHeight, rx: 10 }),
  // The space separates the words of two lines for those who say the link's text to follow it.
  ...lines.map((line, i) => createDrawing('text', { x: x + nodeWidth / 2, y: first + i * lineHeight }, `${line} `)));
  return createDrawing('g', { class: 'node', 'data-concept': concept.id, 'data-state': state },
    link,
    ...state ? [createDrawing('text', { x: x + nodeWidth - 8, y: y - 4, class: 'mark', 'aria-hidden': 'true' }, marks[state])] : []);
}

/**
 * Breaks a name into two lines; what does not fit is cut.
 * @param {string} name
 */
function wrap(name) {
  const lines = [''];
  for (const word of name.split(' ')) {
    const last = lines[lines.length - 1];
    if (last && measure(`${last} ${word}`) > lineLength) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  const [first, second, ...others] = lines;
  return second === undefined ? [cut(first, '')] : [cut(first, ''), cut(second, others.length ? '…' : '')];
}

/**
 * Cuts a text that is longer than a line.
 * @param {string} text
 * @param {string} end follows the text in any case
 */
function cut(text, end) {
  const characters = [...text];
  while (measure(characters.join('') + end) > lineLength) {
    characters.pop();
    end = '…';
  }
  return characters.join('') + end;
}

/** Measures a text in characters of usual width; those of East Asian scripts and pictures take two. @param {string} text */
const measure = text => [...text].reduce((width, character) => width + (character > '\u2E7F' ? 2 : 1), 0);

/** @param {SVGElement} drawing */
function scale(drawing) {
  const natural = Number(drawing.getAttribute('viewBox')?.split(' ')[2]);
  drawing.setAttribute('width', String(natural * zooms[zoom]));
  narrower.ariaDisabled = String(zoom === 0);
  wider.ariaDisabled = String(zoom === zooms.length - 1);
}

/** @param {number} steps */
function zoomBy(steps) {
  zoom = Math.min(zooms.length - 1, Math.max(0, zoom + steps));
  const drawing = frame.querySelector('svg');
  if (drawing) scale(drawing);
}

/** @param {Event} event */
function markEdges({ target }) {
  const id = target instanceof Element ? target.closest('.node')?.getAttribute('data-concept') : null;
  for (const edge of frame.querySelectorAll('.edge')) {
    edge.classList.toggle('near', id != null && (edge.getAttribute('data-from') === id || edge.getAttribute('data-to') === id));
  }
}

wider.addEventListener('click', () => zoomBy(1));
narrower.addEventListener('click', () => zoomBy(-1));
for (const event of ['mouseover', 'focusin']) frame.addEventListener(event, markEdges);
