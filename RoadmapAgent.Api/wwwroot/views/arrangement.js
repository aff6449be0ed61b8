import { findElement } from '../dom.js';
import { drawGraph } from './graph.js';
import { renderStages } from './stages.js';
import { renderWeeks } from './weeks.js';

const group = findElement('arrangement');
const byStage = findElement('by-stage', HTMLButtonElement);

/** What each button shows. */
const parts = new Map([
  [byStage, findElement('stages')],
  [findElement('by-week', HTMLButtonElement), findElement('weeks-part')],
  [findElement('by-graph', HTMLButtonElement), findElement('graph-part')],
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
  renderWeeks(roadmap);
  drawGraph(roadmap);
}

/** @param {HTMLButtonElement} chosen */
function arrangeBy(chosen) {
  for (const [button, part] of parts) {
    button.ariaPressed = String(button === chosen);
    part.hidden = button !== chosen;
  }
  // Its size depends on the room that it has, and it has none while it is hidden.
  if (shown) drawGraph(shown);
}

for (const button of parts.keys()) button.addEventListener('click', () => arrangeBy(button));
addEventListener('resize', () => shown && drawGraph(shown));
