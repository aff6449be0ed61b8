const attempts = 3;
const pause = seconds => new Promise(resolve => setTimeout(resolve, seconds * 1000));

/** What the API said instead of doing it: a sentence, and sentences by field. */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail ?? Object.values(body?.errors ?? {}).flat().join(' ') ?? body?.title);
    this.status = status;
    this.errors = body?.errors ?? {};
    if (!this.message) this.message = body?.title ?? `The server answered ${status}.`;
  }
}

/** Asks the API; while the database has no capacity, again after the time it names. */
export async function ask(method, path, body, headers = {}) {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`/api/roadmaps${path}`, {
      method,
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (response.status === 503 && attempt < attempts) {
      await pause(Number(response.headers.get('Retry-After')) || attempt);
      continue;
    }
    const type = response.headers.get('Content-Type') ?? '';
    const answer = type.includes('json') ? await response.json() : await response.text();
    if (!response.ok) throw new Problem(response.status, type.includes('json') ? answer : undefined);
    return answer;
  }
}

export const byId = id => document.getElementById(id);

/** Makes an element; properties are set, children appended. Text is never read as HTML. */
export function make(tag, { dataset = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  Object.assign(element.dataset, dataset);
  element.append(...children.filter(child => child != null));
  return element;
}

/** Says what went wrong, where everybody hears it. */
export function complain(error) {
  byId('problem').textContent = error ? error.message || 'The server cannot be reached; try again.' : '';
  byId('problem').hidden = !error;
}

/** Runs what a button does: not twice at once, and says what went wrong. */
export async function doing(button, work) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  complain(null);
  try { await work(); } catch (error) { complain(error); } finally { button.removeAttribute('aria-disabled'); }
}

export const words = name => name.replaceAll('_', ' ');
export const ended = status => ['completed', 'partial_failure', 'failed', 'cancelled'].includes(status);
export const statuses = {
  pending: 'Queued', processing: 'Being written', human_review_pending: 'Waits for you', completed: 'Ready',
  partial_failure: 'Ready in part', failed: 'Failed', cancelled: 'Stopped',
};
