import { createElement } from '../dom.js';

/**
 * Shows how a goal was read: what was understood, what was not, what is near, and what follows for the plan.
 * @param {HTMLElement} part
 * @param {Api.GoalReading | null} reading
 * @param {(name: string) => void} [onNearest] called with the name of something near that was chosen
 */
export function renderReading(part, reading, onNearest) {
  part.hidden = !reading;
  if (!reading) return part.replaceChildren();
  const rows = [
    createRow('Understood', listUnderstood(reading)),
    createRow('Not taught', reading.notTaught.map(formatPhrase)),
    createRow('Not understood', reading.notUnderstood.map(words => `“${words}”`)),
    createRow('Nearest', reading.nearest, onNearest),
  ];
  part.replaceChildren(
    createElement('dl', {}, ...rows.flat()),
    ...reading.remarks.map(textContent => createElement('p', { className: 'quiet', textContent })));
}

/** @param {Api.GoalReading} reading */
const listUnderstood = ({ learn, certifications, purposes, comingFrom, excluded, timeLimit }) => [
  ...learn.map(formatPhrase),
  ...certifications.map(formatPhrase),
  ...purposes.map(one => `for ${formatPhrase(one)}`),
  ...comingFrom.map(one => `coming from ${formatPhrase(one)}`),
  ...excluded.map(one => `not ${formatPhrase(one)}`),
  ...timeLimit ? [timeLimit.words] : [],
];

/**
 * Formats the name, with the learner's words if they are not part of it.
 * @param {Api.ReadPhrase} phrase
 */
function formatPhrase({ words, name }) {
  const [said, read] = [words.toLowerCase(), name.toLowerCase()];
  return read.includes(said) || said.includes(read) ? name : `${name} (“${words}”)`;
}

/**
 * @param {string} label
 * @param {string[]} items
 * @param {(name: string) => void} [onChoose]
 */
function createRow(label, items, onChoose) {
  if (!items.length) return [];
  const content = items.map(item => onChoose
    ? createElement('button', { type: 'button', textContent: item, ariaLabel: `Learn ${item} instead`, onclick: () => onChoose(item) })
    : createElement('span', { textContent: item }));
  return [createElement('dt', { textContent: label }), createElement('dd', {}, ...content)];
}
