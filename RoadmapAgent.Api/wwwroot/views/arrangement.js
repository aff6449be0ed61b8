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

/** @type {Api.Roadmap | null} */
let shown = null;

/**
 * Shows the plan in the arrangement that was chosen: by stages, by weeks, or as a graph.
 * @param {Api.Roadmap} roadmap
 */
export function renderPlan(roadmap) {
  shown = roadmap;
  group.hidden = roadmap.stages.length === 0;
  if (group.hidden) arrangeBy(byStage);
  renderStages(roadmap);
  renderShown();
}

function renderShown() {
  if (!shown) return;
  if (!weeks.hidden) renderWeeks(shown);
  if (!graph.hidden) drawGraph(shown);
}

/** @param {HTMLButtonElement} chosen */
function arrangeBy(chosen) {
  for (const [button, part] of parts) {
    button.ariaPressed = String(button === chosen);
    part.hidden = button !== chosen;
  }
  renderShown();
}

for (const button of parts.keys()) button.addEventListener('click', () => arrangeBy(button));
addEventListener('resize', renderShown);
