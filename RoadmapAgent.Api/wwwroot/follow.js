import { isMissing, watchRoadmap } from './api.js';
import { clearProblem, showProblem } from './messages.js';
import { showView } from './router.js';

const minIntervalMs = 500;
const retryAfterMs = 3000;
/** A roadmap that waits behind others has no events, but its place changes. */
const maxIntervalMs = 15_000;

/** @type {Api.Status[]} */
const endStatuses = ['completed', 'partial_failure', 'failed', 'cancelled'];

/** @param {Api.Status} status */
export const hasEnded = status => endStatuses.includes(status);

/**
 * A view of a roadmap, or of a part of it, that is read and rendered until the roadmap has ended.
 * @template {[Api.Roadmap, ...unknown[]]} Read
 * @param {(...parameters: string[]) => Promise<Read>} read reads what is rendered; the first parameter is the roadmap's id
 * @param {(...read: Read) => void} render
 */
export function createLiveView(read, render) {
  /** @type {string[]} */
  let parameters = [];
  let isCurrent = () => false;
  /** @type {(() => void) | null} */
  let stopFollowing = null;

  function stop() {
    stopFollowing?.();
    stopFollowing = null;
  }

  /** @param {Read} latest */
  function show(latest) {
    const isOver = hasEnded(latest[0].status);
    render(...latest);
    if (isOver) stop(); else stopFollowing ??= followRoadmap(parameters[0], refresh);
    return isOver;
  }

  /** Reads and renders again; returns whether there is nothing left to follow. */
  async function refresh() {
    const isMine = isCurrent, latest = await read(...parameters);
    if (!isMine()) return true;
    clearProblem();
    return show(latest);
  }

  /**
   * Reads and renders again. If there is no such roadmap any more, the view says so, and what can be done.
   * @returns {Promise<boolean>} whether it is still there, as far as is known
   */
  async function check() {
    try {
      await refresh();
    } catch (error) {
      if (!isMissing(error)) return true;
      await showView();
      return false;
    }
    return true;
  }

  // A roadmap that has ended is not followed; it may have been deleted in another tab.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && isCurrent()) void check();
  });

  return {
    refresh,
    check,
    /**
     * Runs an action on the roadmap, which may have been deleted in another tab.
     * @param {() => Promise<unknown>} action
     */
    async act(action) {
      try {
        await action();
      } catch (error) {
        if (!isMissing(error) || await check()) throw error;
      }
    },
    /** Returns a function that tells whether the view still shows what it shows now. */
    keep: () => isCurrent,
    /**
     * Opens the view.
     * @param {string[]} wanted
     * @param {() => boolean} isStillCurrent
     * @param {() => void} reset prepares for another roadmap than before
     */
    async open(wanted, isStillCurrent, reset) {
      const first = await read(...wanted);
      if (!isStillCurrent()) return;
      [parameters, isCurrent] = [wanted, isStillCurrent];
      reset();
      show(first);
      return stop;
    },
  };
}

/**
 * Follows a roadmap's events. An event only signals a change; `refresh` reads the roadmap, at most twice a second, until it returns true
 * because the roadmap has ended. An end event is not enough: a stream replays earlier events, and a retried roadmap has ended before.
 * @param {string} id
 * @param {() => Promise<boolean>} refresh
 * @returns {() => void} stops following
 */
function followRoadmap(id, refresh) {
  /** @type {number | null} */
  let timer = null;
  let isStopped = false, isRefreshing = false, hasChanged = false;
  const stopWatching = watchRoadmap(id, () => schedule());
  const looking = setInterval(() => schedule(), maxIntervalMs);

  function stop() {
    isStopped = true;
    if (timer !== null) clearTimeout(timer);
    clearInterval(looking);
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
      if (isMissing(error)) {
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
