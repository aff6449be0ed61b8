import { ApiError } from '../api.js';
import { findElement } from '../dom.js';
import { showView } from '../router.js';

const title = findElement('lost-title');
const text = findElement('lost-text');
const reload = findElement('reload', HTMLButtonElement);

/**
 * Says why a view could not be shown.
 * @param {unknown} error
 */
export function renderFailure(error) {
  const isMissing = error instanceof ApiError && error.status === 404;
  title.textContent = isMissing ? 'Not found' : 'This page could not be loaded';
  text.textContent = error instanceof Error ? error.message : String(error);
  reload.hidden = isMissing;
}

reload.addEventListener('click', showView);
