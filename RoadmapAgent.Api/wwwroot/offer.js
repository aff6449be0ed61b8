import { findElement } from './dom.js';
import { announce, runAction } from './messages.js';

const offer = findElement('offer');
const offerText = findElement('offer-text');
const undo = findElement('undo', HTMLButtonElement);

/** @type {{ text: string, undo: () => Promise<void> } | null} What the next view offers. */
let next = null;
/** @type {() => Promise<void>} */
let undoOffered = async () => {};

/**
 * Says above the next view what has been done, with a button that undoes it.
 * @param {string} text
 * @param {() => Promise<void>} undoIt
 */
export function offerUndo(text, undoIt) {
  next = { text, undo: undoIt };
}

/** Shows what is to be offered since the last view. */
export function showOffer() {
  if (!next) return;
  announce(next.text);
  offerText.textContent = next.text;
  undoOffered = next.undo;
  next = null;
  offer.hidden = false;
}

export function clearOffer() {
  offer.hidden = true;
}

undo.addEventListener('click', () => runAction(undo, () => undoOffered()));
