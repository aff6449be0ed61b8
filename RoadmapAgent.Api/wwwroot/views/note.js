import { isMissing, saveNote } from '../api.js';
import { announceIn, findElement } from '../dom.js';
import { showProblem } from '../messages.js';

const pauseMs = 800;
const retryAfterMs = 10_000;

const section = findElement('note-part');
const field = findElement('note', HTMLTextAreaElement);
const state = findElement('note-state');

/**
 * @typedef {object} Note
 * @property {string} roadmapId
 * @property {string} conceptId
 * @property {string | null} sent the text that was sent last; null if it has to be sent again
 * @property {boolean} isEdited whether the learner has edited it since it was shown
 * @property {Promise<void>} saving ends when everything that was sent is answered
 */

/** @type {Note | null} */
let current = null;
/** Called if there is nothing to make the note about any more. @type {() => Promise<unknown>} */
let checkConcept = async () => {};
/** @type {number | undefined} */
let timer;

/**
 * A text that is not saved yet is kept in the browser's session, so that it survives a failure, a reload and a sign-in.
 * @param {Note} note
 */
const draftKey = ({ roadmapId, conceptId }) => `note/${roadmapId}/${conceptId}`;

/**
 * Shows the note of a concept. A text that is being written, or could not be saved, is left alone.
 * @param {string | null} text
 * @param {string} roadmapId
 * @param {string} conceptId
 * @param {boolean} isPossible whether the concept can have a note: not before its content is being written
 * @param {() => Promise<unknown>} onMissing called if the concept turns out not to exist any more
 */
export function renderNote(text, roadmapId, conceptId, isPossible, onMissing) {
  checkConcept = onMissing;
  const isShown = current?.roadmapId === roadmapId && current.conceptId === conceptId;
  section.hidden = !isPossible;
  if (isShown && current?.isEdited) return;
  if (!isShown) save();
  current = { roadmapId, conceptId, sent: null, isEdited: false, saving: Promise.resolve() };
  const draft = sessionStorage.getItem(draftKey(current));
  field.value = draft ?? text ?? '';
  announceIn(state, '');
  if (draft === null) {
    current.sent = field.value.trim();
  } else {
    current.isEdited = true;
    save();
  }
}

/**
 * Sends the text unless it was sent already; one request at a time, so that the last text is the one that stays.
 * @param {boolean} [isLeaving] whether the page is closed, so that it cannot wait for the request before
 */
function save(isLeaving = false) {
  clearTimeout(timer);
  const note = current, text = field.value.trim();
  if (!note || text === note.sent) return;
  note.sent = text;
  announceIn(state, 'Saving …');
  const send = () => saveNote(note.roadmapId, note.conceptId, text);
  note.saving = (isLeaving ? send() : note.saving.then(send)).then(() => onSaved(note, text), error => onFailed(note, text, error));
}

/** @type {(note: Note, text: string) => void} */
function onSaved(note, text) {
  if (note.sent !== text) return;
  if (note !== current || field.value.trim() === text) sessionStorage.removeItem(draftKey(note));
  if (note === current) announceIn(state, 'Saved.');
}

/** @type {(note: Note, text: string, error: unknown) => void} */
function onFailed(note, text, error) {
  if (isMissing(error) && note === current) {
    // The draft stays, and is saved if the roadmap is restored.
    current = null;
    void checkConcept();
    return;
  }
  showProblem(error);
  if (note.sent !== text) return;
  note.sent = null;
  if (note !== current) return;
  announceIn(state, 'Not saved.');
  schedule(retryAfterMs);
}

/** @param {number} ms */
function schedule(ms) {
  clearTimeout(timer);
  timer = setTimeout(() => save(), ms);
}

field.addEventListener('input', () => {
  if (!current) return;
  current.isEdited = true;
  sessionStorage.setItem(draftKey(current), field.value);
  schedule(pauseMs);
});
field.addEventListener('change', () => save());
addEventListener('hashchange', () => save());
document.addEventListener('visibilitychange', () => save());
addEventListener('pagehide', () => save(true));
