import { listDueQuestions } from '../api.js';
import { findElement } from '../dom.js';
import { drawGraph } from './graph.js';
import { renderStages } from './stages.js';
import { renderWeeks } from './weeks.js';

const group = findElement('arrangement');
const byStage = findElement('by-stage', HTMLButtonElement);
const weeks = findElement('weeks-part');
const graph = findElement('graph-part');

/** What each button shows. */
const parts = new Map([
  [byStage, findElement('stages')],
  [findElement('by-week', HTMLButtonElement), weeks],
  [findElement('by-graph', HTMLButtonElement), graph],
]);

/** As many due questions as the API lists at once. */
const mostDue = 100;

/** @type {Api.Roadmap | null} */
let shown = null;
/** The concepts of the shown roadmap that have questions to review today. @type {ReadonlySet<string>} */
let due = new Set();

/**
 * Shows the plan in the arrangement that was chosen: by stages, by weeks, or as a graph.
 * @param {Api.Roadmap} roadmap
 */
export function renderPlan(roadmap) {
  if (shown?.id !== roadmap.id) due = new Set();
  shown = roadmap;
  group.hidden = roadmap.stages.length === 0;
  if (group.hidden) arrangeBy(byStage);
  renderStages(roadmap);
  renderShown();
}

function renderShown() {
  if (!shown) return;
  if (!weeks.hidden) renderWeeks(shown);
  if (!graph.hidden) drawGraph(shown, due);
}

/** Marks what is due; without an answer the graph stays as it is. */
async function markDue() {
  const id = shown?.id;
  const { items } = await listDueQuestions(mostDue).catch(() => ({ items: [] }));
  if (shown?.id !== id) return;
  due = new Set(items.filter(question => question.roadmapId === id).map(question => question.conceptId));
  renderShown();
}

/** @param {HTMLButtonElement} chosen */
function arrangeBy(chosen) {
  for (const [button, part] of parts) {
    button.ariaPressed = String(button === chosen);
    part.hidden = button !== chosen;
  }
  renderShown();
  if (!graph.hidden) void markDue();
}

for (const button of parts.keys()) button.addEventListener('click', () => arrangeBy(button));
addEventListener('resize', renderShown);
