import { createElement, findElement } from '../dom.js';

const list = findElement('findings');
let rendered = '';

/** @type {Api.Finding} */
const none = { level: 'healthy', message: 'No findings.' };

/**
 * Shows what is wrong. The list is replaced only if it changes, so that screen readers announce changes instead of every sample.
 * @param {Api.Finding[]} findings
 */
export function renderFindings(findings) {
  const items = findings.length ? findings : [none];
  const texts = items.map(item => item.message).join('\n');
  if (rendered === texts) return;
  rendered = texts;
  list.replaceChildren(...items.map(({ level, message, kind }) => createElement('li', { className: level },
    message,
    kind ? ' ' : null,
    kind ? createElement('a', { href: `/operations/runbook#${kind}`, textContent: 'What to do' }) : null)));
}
