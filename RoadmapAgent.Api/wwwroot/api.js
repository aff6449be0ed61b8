const maxRetries = 3;
const maxPauseSeconds = 30;
const reopenAfterMs = 3000;
/** Several times the interval of the fleet's state. */
const maxFleetSilenceMs = 10_000;

/** The names of a roadmap's progress events. */
const progressEvents = [
  'progress', 'human_review_required', 'concept_complete', 'concept_failed', 'retry_started',
  'completed', 'partial_failure', 'failed', 'cancelled', 'deleted',
];

/** An error response of the API: a message, and messages by field. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {Api.FieldErrors} [errors]
   */
  constructor(status, message, errors = {}) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/** Whether there is nothing at the address that was asked for. @param {unknown} error */
export const isMissing = error => error instanceof ApiError && error.status === 404;

/** @type {() => void} */
let reportBusy = () => {};

/**
 * Sets what is called whenever a request waits because the server has no capacity.
 * @param {() => void} report
 */
export function onBusy(report) {
  reportBusy = report;
}

/** @param {Response} response */
async function readError(response) {
  /** @type {Api.Problem | null} */
  const problem = isJson(response) ? await response.json().catch(() => null) : null;
  const errors = problem?.errors ?? {};
  const message = problem?.detail || Object.values(errors).flat().join(' ') || problem?.title || `The server answered ${response.status}.`;
  return new ApiError(response.status, message, errors);
}

/** @param {Response} response */
const isJson = response => (response.headers.get('Content-Type') ?? '').includes('json');

/**
 * Sends a request; while the server has no capacity, or a limit is exceeded for seconds, retries after the time in Retry-After.
 * @param {string} method
 * @param {string} path below /api
 * @param {object} [body] sent as JSON
 * @param {Record<string, string>} [headers]
 * @param {RequestInit} [options] of a request with a body
 * @returns {Promise<any>} parsed JSON, or text
 */
async function send(method, path, body, headers = {}, options = {}) {
  /** @type {RequestInit} */
  const request = body === undefined
    ? { method, headers }
    : { method, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body), ...options };
  for (let retries = 0; ; retries++) {
    const response = await fetch(`/api${path}`, request).catch(() => {
      throw new Error('The server cannot be reached. Check the connection and try again.');
    });
    const retryAfter = Number(response.headers.get('Retry-After')) || 2 ** retries;
    const isLimited = response.status === 429 && retryAfter <= maxPauseSeconds;
    if ((response.status === 503 || isLimited) && retries < maxRetries) {
      reportBusy();
      await pause(Math.min(maxPauseSeconds, retryAfter));
      continue;
    }
    if (response.status === 401) {
      location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.hash)}`);
    }
    if (!response.ok) throw await readError(response);
    return isJson(response) ? response.json() : response.text();
  }
}

/** @param {number} seconds */
const pause = seconds => new Promise(resolve => setTimeout(resolve, seconds * 1000));

/** @param {string} id */
const roadmapPath = id => `/roadmaps/${encodeURIComponent(id)}`;

/** @type {(id: string, conceptId: string) => string} */
const conceptPath = (id, conceptId) => `${roadmapPath(id)}/concepts/${encodeURIComponent(conceptId)}`;

/** @type {(path: string, after: string | null, limit: number) => Promise<Api.Page<any>>} */
const readPage = (path, after, limit) => send('GET', `${path}?limit=${limit}${after ? `&after=${encodeURIComponent(after)}` : ''}`);

/** @type {(after: string | null, limit: number) => Promise<Api.Page<Api.RoadmapListItem>>} */
export const listRoadmaps = (after, limit) => readPage('/roadmaps', after, limit);

/** @type {(request: Api.CreateRoadmap, idempotencyKey: string) => Promise<{ id: string }>} */
export const createRoadmap = (request, idempotencyKey) => send('POST', '/roadmaps', request, { 'Idempotency-Key': idempotencyKey });

/** @type {(request: Api.CreateRoadmap) => Promise<Api.GoalReading>} */
export const readGoal = request => send('POST', '/goals/read', request);

/** @type {(id: string) => Promise<Api.Roadmap>} */
export const getRoadmap = id => send('GET', roadmapPath(id));

/** @type {(id: string) => Promise<void>} */
export const deleteRoadmap = id => send('DELETE', roadmapPath(id));

/** @type {(id: string) => Promise<void>} */
export const restoreRoadmap = id => send('POST', `${roadmapPath(id)}/restore`);

/** @type {(after: string | null, limit: number) => Promise<Api.Page<Api.TrashedRoadmap>>} */
export const listTrash = (after, limit) => readPage('/trash', after, limit);

/** @type {(id: string) => Promise<void>} */
export const deleteForGood = id => send('DELETE', `/trash/${encodeURIComponent(id)}`);

/** @type {(id: string) => Promise<void>} */
export const cancelRoadmap = id => send('POST', `${roadmapPath(id)}/cancel`);

/** @type {(id: string) => Promise<void>} */
export const retryRoadmap = id => send('POST', `${roadmapPath(id)}/retry`);

/** @type {(id: string) => Promise<Api.Review>} */
export const getReview = id => send('GET', `${roadmapPath(id)}/review`);

/** @type {(id: string, decision: Api.ReviewDecision) => Promise<void>} */
export const decideReview = (id, decision) => send('POST', `${roadmapPath(id)}/review`, decision);

/** @type {(id: string) => string} */
export const linkToExport = id => `/api${roadmapPath(id)}/export.md`;

/** @type {(id: string, conceptId: string) => Promise<Api.Concept>} */
export const getConcept = (id, conceptId) => send('GET', conceptPath(id, conceptId));

/** @type {(id: string, conceptId: string) => Promise<string>} */
export const getTutorialHtml = (id, conceptId) => send('GET', `${conceptPath(id, conceptId)}/tutorial.html`);

/** @type {(id: string, conceptId: string, done: boolean) => Promise<Api.Learning>} */
export const markConcept = (id, conceptId, done) => send(done ? 'PUT' : 'DELETE', `${conceptPath(id, conceptId)}/done`);

/**
 * Saves a note. The request is completed even if the page is closed.
 * @type {(id: string, conceptId: string, note: string) => Promise<void>}
 */
export const saveNote = (id, conceptId, note) => send('PUT', `${conceptPath(id, conceptId)}/note`, { note }, {}, { keepalive: true });

/** @type {(id: string, conceptId: string, answers: number[][]) => Promise<Api.QuizScore>} */
export const attemptQuiz = (id, conceptId, answers) => send('POST', `${conceptPath(id, conceptId)}/quiz/attempts`, { answers });

/** @type {(id: string, conceptId: string, kind: Api.ContentKind) => Promise<void>} */
export const regenerateContent = (id, conceptId, kind) => send('POST', `${conceptPath(id, conceptId)}/${kind}/regenerate`);

/** @type {(words: string, limit: number) => Promise<Api.SearchResults>} */
export const searchRoadmaps = (words, limit) => send('GET', `/search?q=${encodeURIComponent(words)}&limit=${limit}`);

/** @type {(limit?: number) => Promise<Api.DueQuestions>} */
export const listDueQuestions = (limit = 20) => send('GET', `/reviews?limit=${limit}`);

/** @type {(id: string, answer: number[]) => Promise<Api.CardAnswered>} */
export const answerDueQuestion = (id, answer) => send('POST', `/reviews/${encodeURIComponent(id)}`, { answer });

/** @type {() => Promise<Api.Account>} */
export const getAccount = () => send('GET', '/account');

/** Deletes everything of the person, what this tab remembers included. */
export async function deleteAccount() {
  await send('DELETE', '/account');
  sessionStorage.clear();
}

/**
 * Forgets who is signed in on this browser.
 * @returns {Promise<string>} where to go next, to sign out at the authority too
 */
export async function signOut() {
  const response = await fetch('/sign-out', { method: 'POST' });
  if (!response.ok) throw await readError(response);
  sessionStorage.clear();
  return (await response.json()).location;
}

/** @type {() => Promise<Api.Budget>} */
export const getBudget = () => send('GET', '/operations/budget');

/** @type {(span: string) => Promise<Api.FleetHistory>} */
export const getHistory = span => send('GET', `/operations/history?span=${encodeURIComponent(span)}`);

/** @type {() => Promise<Api.SessionList>} */
export const getSessions = () => send('GET', '/operations/sessions');

/** @type {() => Promise<Api.ActionDone>} */
export const pausePooler = () => send('POST', '/operations/pooler/pause');

/** @type {() => Promise<Api.ActionDone>} */
export const resumePooler = () => send('POST', '/operations/pooler/resume');

/** @type {() => Promise<Api.ActionDone>} */
export const reconnectPooler = () => send('POST', '/operations/pooler/reconnect');

/** @type {(queue: string) => Promise<Api.ActionDone>} */
export const requeueErrors = queue => send('POST', `/operations/queues/${encodeURIComponent(queue)}/requeue`);

/**
 * Keeps a stream of server-sent events open: the browser reconnects by itself after a lost connection, and this does so after a response
 * that is no stream, and after a silence.
 * @param {string} path below /api
 * @param {Record<string, (data: string) => void>} handlers by the event's name
 * @param {(isClosed: boolean) => void} onLost called whenever the stream is interrupted
 * @param {number} [maxSilenceMs] how long no event may arrive
 * @returns {() => void} closes the stream
 */
function keepOpen(path, handlers, onLost, maxSilenceMs) {
  /** @type {EventSource} */
  let source;
  /** @type {number | undefined} */
  let reopening;
  /** @type {number | undefined} */
  let silence;
  let isStopped = false;
  function open() {
    source = new EventSource(`/api${path}`);
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, event => {
        listen();
        handle(event.data);
      });
    }
    source.addEventListener('error', () => {
      if (isStopped) return;
      const isClosed = source.readyState === EventSource.CLOSED;
      onLost(isClosed);
      if (isClosed) reopen();
    });
    listen();
  }
  function reopen() {
    clearTimeout(silence);
    source.close();
    reopening = setTimeout(open, reopenAfterMs);
  }
  function listen() {
    clearTimeout(silence);
    if (maxSilenceMs === undefined) return;
    silence = setTimeout(() => {
      onLost(true);
      reopen();
    }, maxSilenceMs);
  }
  open();
  return () => {
    isStopped = true;
    clearTimeout(reopening);
    clearTimeout(silence);
    source.close();
  };
}

/**
 * Calls `onChange` for every progress event of a roadmap, and when the stream was interrupted.
 * @param {string} id
 * @param {() => void} onChange
 * @returns {() => void} stops watching
 */
export const watchRoadmap = (id, onChange) => keepOpen(
  `${roadmapPath(id)}/events`,
  Object.fromEntries(progressEvents.map(name => [name, () => onChange()])),
  isClosed => isClosed && onChange());

/**
 * Watches the fleet: `onSample` gets the samples of the last ten minutes and every new one, `onState` every few seconds what is wrong, and
 * `onLost` is called whenever neither arrives.
 * @param {(sample: Api.ConnectionSample) => void} onSample
 * @param {(state: Api.FleetState) => void} onState
 * @param {() => void} onLost
 */
export const watchFleet = (onSample, onState, onLost) => keepOpen(
  '/operations/events',
  { sample: data => onSample(JSON.parse(data)), state: data => onState(JSON.parse(data)) },
  onLost,
  maxFleetSilenceMs);
