import { saveNote } from '../api.js';
import { announceIn, findElement } from '../dom.js';
import { showProblem } from '../messages.js';

const pauseMs = 800;

const field = findElement('note', HTMLTextAreaElement);
const state = findElement('note-state');

/**
 * @typedef {object} Note
 * @property {string} roadmapId
 * @property {string} conceptId
 * @property {string | null} sent the text that was sent last; null after a failure
 * @property {boolean} isEdited whether it was written in since it is shown
 * @property {Promise<void>} saving ends when everything that was sent is answered
 */

/** @type {Note | null} */
let current = null;
/** @type {number | undefined} */
let timer;

/**
 * Shows the note of a concept. A text that is being written is left alone.
 * @param {string | null} note
 * @param {string} roadmapId
 * @param {string} conceptId
 */
export function renderNote(note, roadmapId, conceptId) {
  const isShown = current?.roadmapId === roadmapId && current.conceptId === conceptId;
  if (isShown && current?.isEdited) return;
  if (!isShown) save();
  field.value = note ?? '';
  current = { roadmapId, conceptId, sent: field.value.trim(), isEdited: false, saving: Promise.resolve() };
  announceIn(state, '');
}

/** Sends the text unless it was sent already; one request at a time, so that the last text is the one that stays. */
function save() {
  clearTimeout(timer);
  const note = current, text = field.value.trim();
  if (!note || text === note.sent) return;
  note.sent = text;
  announceIn(state, 'Saving …');
  note.saving = note.saving.then(() => saveNote(note.roadmapId, note.conceptId, text)).then(
    () => {
      if (note === current && note.sent === text) announceIn(state, 'Saved.');
    },
    error => {
      note.sent = null;
      if (note === current) announceIn(state, 'Not saved.');
      showProblem(error);
    });
}

field.addEventListener('input', () => {
  if (current) current.isEdited = true;
  clearTimeout(timer);
  timer = setTimeout(save, pauseMs);
});
field.addEventListener('change', save);
addEventListener('hashchange', save);
addEventListener('pagehide', save);
