/** @type {Record<Api.Status, string>} */
const statuses = {
  pending: 'Queued', processing: 'In progress', human_review_pending: 'Waiting for your review', completed: 'Ready',
  partial_failure: 'Partially ready', failed: 'Failed', cancelled: 'Stopped',
};

/** @param {Api.Status} status */
export const formatStatus = status => statuses[status];

/**
 * @param {number} n
 * @param {string} one
 * @param {string} [many]
 */
export const formatCount = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** @param {number} share */
export const formatPercent = share => `${Math.round(share * 100)} %`;

/** @param {{ totalHours: number, weeks: number }} roadmap */
export const formatEffort = ({ totalHours, weeks }) =>
  weeks ? `${formatCount(Math.round(totalHours * 10) / 10, 'hour')} in ${formatCount(weeks, 'week')}` : '';

/** @param {string} time */
export const formatDate = time => new Date(time).toLocaleDateString(undefined, { dateStyle: 'medium' });

/** @param {string} time */
export const formatTime = time => new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** @param {...(string | null)} facts empty ones are left out */
export const joinFacts = (...facts) => facts.filter(Boolean).join(' · ');

/**
 * Formats a duration by its largest unit.
 * @param {number} seconds
 */
export const formatAge = seconds =>
  seconds < 100 ? `${Math.round(seconds)} s` : seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
