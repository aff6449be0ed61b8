import { deleteForGood, listTrash, restoreRoadmap } from '../api.js';
import { confirmFirst } from '../confirm.js';
import { createElement, createNote, findElement } from '../dom.js';
import { formatDate } from '../format.js';
import { announce, runAction } from '../messages.js';
import { linkToRoadmap } from '../router.js';
import { createPagedList } from './paged.js';

const title = findElement('trash-title');
const summary = findElement('trash-summary');
const list = findElement('trashed');
const more = findElement('trash-more', HTMLButtonElement);
const deletions = createPagedList({ list, more, read: listTrash, createItem, onChange: renderSummary });

/**
 * Shows what can be restored, the last deletion first.
 * @param {string[]} _
 * @param {() => boolean} isCurrent
 */
export async function openTrash(_, isCurrent) {
  const show = await deletions.open();
  if (isCurrent()) show();
}

function renderSummary() {
  summary.textContent = list.childElementCount
    ? 'A restored roadmap has its content, your progress and your notes as before.'
    : 'There is nothing to restore. A roadmap that you delete stays here for a time.';
}

/** @param {Api.TrashedRoadmap} roadmap */
function createItem(roadmap) {
  const name = roadmap.title ?? roadmap.goal;
  const restore = createElement('button', { type: 'button', textContent: 'Restore', ariaLabel: `Restore “${name}”` });
  const remove = createElement(
    'button', { type: 'button', className: 'danger', textContent: 'Delete for good', ariaLabel: `Delete for good: “${name}”` });
  const item = createElement('li', { className: 'card trashed' },
    createElement('strong', { textContent: name }),
    createNote(`Deleted on ${formatDate(roadmap.deletedAt)}, can be restored until ${formatDate(roadmap.restorableUntil)}`),
    createElement('div', { className: 'actions' }, restore, remove));
  restore.addEventListener('click', () => runAction(restore, async () => {
    await restoreRoadmap(roadmap.id);
    const link = createElement('a', { href: linkToRoadmap(roadmap.id), textContent: name });
    item.replaceChildren(link, createNote('Restored'));
    link.focus();
    announce(`“${name}” was restored.`);
  }));
  const question = {
    title: `Delete “${name}” for good?`,
    text: 'The plan, its content, your progress and your notes will be permanently deleted.',
    verb: 'Delete for good',
  };
  remove.addEventListener('click', () => confirmFirst(question, () => runAction(remove, async () => {
    await deleteForGood(roadmap.id);
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    renderSummary();
    (next?.querySelector('button') ?? next?.querySelector('a') ?? title).focus();
    announce(`“${name}” was deleted for good.`);
  })));
  return item;
}

more.addEventListener('click', () => runAction(more, deletions.appendOlder));
