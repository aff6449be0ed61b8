import { deleteForGood, listTrash, restoreRoadmap } from '../api.js';
import { createElement, createNote, findElement } from '../dom.js';
import { formatDate } from '../format.js';
import { announce, runAction } from '../messages.js';
import { linkToRoadmap } from '../router.js';

const title = findElement('trash-title');
const summary = findElement('trash-summary');
const list = findElement('trashed');
const more = findElement('trash-more', HTMLButtonElement);
const confirmation = findElement('confirm-for-good', HTMLDialogElement);
const confirmationTitle = findElement('confirm-for-good-title');

/** @type {string | null} The cursor of the next page. */
let older = null;
/** @type {() => void} Deletes the roadmap that the confirmation asks about. */
let deleteAsked = () => {};

/**
 * Shows what can be restored, the last deletion first.
 * @param {string[]} _
 * @param {() => boolean} isCurrent
 */
export async function openTrash(_, isCurrent) {
  const page = await listTrash(null);
  if (!isCurrent()) return;
  list.replaceChildren(...page.items.map(createItem));
  renderMore(page.next);
}

async function appendOlder() {
  const page = await listTrash(older);
  const items = page.items.map(createItem);
  list.append(...items);
  renderMore(page.next);
  items[0]?.querySelector('button')?.focus();
}

/** @param {string | null} next */
function renderMore(next) {
  older = next;
  more.hidden = !next;
  renderSummary();
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
    'button', { type: 'button', className: 'danger', textContent: 'Delete for good', ariaLabel: `Delete “${name}” for good` });
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
  remove.addEventListener('click', () => {
    deleteAsked = () => runAction(remove, async () => {
      await deleteForGood(roadmap.id);
      const next = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      renderSummary();
      (next?.querySelector('button') ?? next?.querySelector('a') ?? title).focus();
      announce(`“${name}” was deleted for good.`);
    });
    confirmationTitle.textContent = `Delete “${name}” for good?`;
    confirmation.returnValue = '';
    confirmation.showModal();
  });
  return item;
}

confirmation.addEventListener('close', () => {
  if (confirmation.returnValue === 'delete') deleteAsked();
});
more.addEventListener('click', () => runAction(more, appendOlder));
