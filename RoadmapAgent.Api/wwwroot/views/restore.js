import { restoreRoadmap } from '../api.js';
import { announce } from '../messages.js';
import { showView } from '../router.js';

/**
 * Restores a deleted roadmap, and shows what there is now at the current address.
 * @param {string} id
 * @param {string} name
 */
export async function restoreAndShow(id, name) {
  await restoreRoadmap(id);
  await showView();
  announce(`“${name}” was restored.`);
}
