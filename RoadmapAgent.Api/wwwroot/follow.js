import { ApiError, watchRoadmap } from './api.js';
import { showProblem } from './messages.js';
import { showView } from './router.js';

const minIntervalMs = 500;
const retryAfterMs = 3000;

/** @type {Api.Status[]} */
const endStatuses = ['completed', 'partial_failure', 'failed', 'cancelled'];

/** @param {Api.Status} status */
export const hasEnded = status => endStatuses.includes(status);

/**
 * Follows a roadmap's events. An event only signals a change; `refresh` reads the roadmap, at most twice a second, until it returns true
 * because the roadmap has ended. An end event is not enough: a stream replays earlier events, and a retried roadmap has ended before.
 * @param {string} id
 * @param {() => Promise<boolean>} refresh
 * @returns {() => void} stops following
 */
export function followRoadmap(id, refresh) {
  /** @type {number | null} */
  let timer = null;
  let isStopped = false, isRefreshing = false, hasChanged = false;
  const stopWatching = watchRoadmap(id, () => schedule());

  function stop() {
    isStopped = true;
    if (timer !== null) clearTimeout(timer);
    stopWatching();
  }

  function schedule(delay = minIntervalMs) {
    if (isRefreshing) hasChanged = true;
    else timer ??= setTimeout(run, delay);
  }

  async function run() {
    [timer, isRefreshing, hasChanged] = [null, true, false];
    try {
      if (await refresh()) return stop();
    } catch (error) {
      if (isStopped) return;
      if (error instanceof ApiError && error.status === 404) {
        stop();
        showView();
        return;
      }
      showProblem(error);
      setTimeout(() => isStopped || schedule(0), retryAfterMs);
    } finally {
      isRefreshing = false;
    }
    if (hasChanged && !isStopped) schedule();
  }

  return stop;
}
