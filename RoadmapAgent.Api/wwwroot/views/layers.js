export const nodeWidth = 190;
export const nodeHeight = 54;

const gap = 22;
const rowGap = 44;
const margin = 14;
const labelHeight = 42;
const labelCharacter = 8.5;
const maxPerRow = 4;

/**
 * @typedef {object} Node a concept at its place
 * @property {Api.ConceptSummary} concept
 * @property {number} x
 * @property {number} y
 */

/**
 * Places concepts in rows below each other, stage by stage, so that each is below what it builds on.
 * @param {Api.Stage[]} stages
 * @param {number} room the width that is available
 */
export function arrangeNodes(stages, room) {
  const perRow = Math.min(maxPerRow, Math.max(1, Math.floor((room - 2 * margin + gap) / (nodeWidth + gap))));
  const width = 2 * margin + perRow * (nodeWidth + gap) - gap;
  /** @type {Map<string, Node>} */
  const nodes = new Map();
  const labels = [];
  let y = margin;
  for (const stage of stages) {
    labels.push({ x: margin, y: y + 18, text: shorten(stage.title, (width - 2 * margin) / labelCharacter) });
    y += labelHeight;
    for (const row of splitIntoRows(stage.modules.flatMap(module => module.concepts), perRow)) {
      const start = (width - row.length * (nodeWidth + gap) + gap) / 2;
      row.forEach((concept, i) => nodes.set(concept.id, { concept, x: start + i * (nodeWidth + gap), y }));
      y += nodeHeight + rowGap;
    }
  }
  return { nodes, labels, width, height: y };
}

/** @type {(text: string, length: number) => string} */
const shorten = (text, length) => text.length > length ? `${[...text].slice(0, Math.floor(length) - 1).join('')}…` : text;

/**
 * @param {Api.ConceptSummary[]} concepts of a stage, prerequisites first
 * @param {number} perRow
 */
function splitIntoRows(concepts, perRow) {
  /** @type {Map<string, number>} */
  const levels = new Map();
  /** @type {Api.ConceptSummary[][]} */
  const byLevel = [];
  for (const concept of concepts) {
    const level = Math.max(0, ...concept.prerequisites.map(id => (levels.get(id) ?? -1) + 1));
    levels.set(concept.id, level);
    (byLevel[level] ??= []).push(concept);
  }
  return byLevel.flatMap(row => Array.from(
    { length: Math.ceil(row.length / perRow) }, (_, i) => row.slice(i * perRow, (i + 1) * perRow)));
}
