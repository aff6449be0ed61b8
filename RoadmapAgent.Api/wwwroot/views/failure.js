import { isMissing, listTrash } from '../api.js';
import { findElement } from '../dom.js';
import { formatDate } from '../format.js';
import { runAction } from '../messages.js';
import { findRoadmapInAddress, showView } from '../router.js';
import { restoreAndShow } from './restore.js';

/** As many deleted roadmaps as the API lists at once. */
const mostAtOnce = 100;

const title = findElement('lost-title');
const text = findElement('lost-text');
const reload = findElement('reload', HTMLButtonElement);
const restore = findElement('restore', HTMLButtonElement);
const trashLink = findElement('lost-trash');

/** @type {Api.TrashedRoadmap | undefined} */
let deleted;

/**
 * Says why a view could not be shown. A roadmap that has been deleted, perhaps in another tab, can be restored here.
 * @param {unknown} error
 * @param {() => boolean} isCurrent
 */
export async function renderFailure(error, isCurrent) {
  const id = isMissing(error) ? findRoadmapInAddress() : null;
  const found = id ? await findDeleted(id) : undefined;
  if (!isCurrent()) return;
  deleted = found;
  restore.hidden = !deleted;
  trashLink.hidden = !id || Boolean(deleted);
  reload.hidden = isMissing(error);
  title.textContent = deleted ? 'This roadmap was deleted' : isMissing(error) ? 'Not found' : 'This page could not be loaded';
  const reason = error instanceof Error ? error.message : String(error);
  text.textContent = deleted ? describe(deleted)
    : id ? `${reason} If it was deleted, it may still be restorable.`
    : reason;
}

/** @param {string} id */
async function findDeleted(id) {
  const { items } = await listTrash(null, mostAtOnce).catch(() => ({ items: [] }));
  return items.find(roadmap => roadmap.id === id);
}

/** @param {Api.TrashedRoadmap} roadmap */
const nameOf = ({ title: name, goal }) => name ?? goal;

/** @param {Api.TrashedRoadmap} roadmap */
const describe = roadmap => `“${nameOf(roadmap)}” was deleted on ${formatDate(roadmap.deletedAt)}. `
  + `It can be restored with its content, your progress and your notes until ${formatDate(roadmap.restorableUntil)}.`;

reload.addEventListener('click', showView);
restore.addEventListener('click', () => runAction(restore, async () => {
  if (deleted) await restoreAndShow(deleted.id, nameOf(deleted));
}));
