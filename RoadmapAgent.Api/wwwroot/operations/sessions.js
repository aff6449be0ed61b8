import { getSessions } from '../api.js';
import { createElement, findElement } from '../dom.js';
import { formatAge, formatCount } from '../format.js';

const refreshMs = 5000;

const rows = findElement('sessions');
const note = findElement('sessions-note');

async function refresh() {
  try {
    if (!document.hidden) render(await getSessions());
  } catch {
    // The page shows that the API cannot be reached, or how old its numbers are.
  }
  setTimeout(refresh, refreshMs);
}

/** @param {Api.SessionList} list */
function render({ at, sessions }) {
  rows.replaceChildren(...sessions.map(session => createElement('tr', {},
    createElement('th', { scope: 'row', textContent: session.role }),
    createCell(session.application),
    createCell(session.state, session.state.startsWith('idle in transaction') && session.stateSeconds > 5),
    createCell(formatAge(session.stateSeconds)),
    createCell(session.transactionSeconds == null ? '' : formatAge(session.transactionSeconds), (session.transactionSeconds ?? 0) > 30),
    createCell(session.wait ?? '', session.wait?.startsWith('Lock')),
    createElement('td', {}, createElement('code', { className: 'statement', textContent: session.query, title: session.query })),
    createCell(formatAge(session.sessionSeconds)),
    createCell(String(session.pid)))));
  note.textContent = `${formatCount(sessions.length, 'session')} at ${new Date(at).toLocaleTimeString()}, without literals.`;
}

/**
 * @param {string} textContent
 * @param {boolean} [isOver] whether it deserves attention
 */
const createCell = (textContent, isOver = false) => createElement('td', { textContent, className: isOver ? 'over' : '' });

/** Shows the sessions, again and again. */
export const watchSessions = refresh;
