import { currentPlace } from '../router.js';

const pageSize = 20;
/** As many items as the API lists at once. */
const mostAtOnce = 100;

/**
 * A list that is read page by page. When the reader goes back to it, it is as long as it was.
 * @template T
 * @param {object} parts
 * @param {HTMLElement} parts.list
 * @param {HTMLButtonElement} parts.more reads the next page
 * @param {(after: string | null, limit: number) => Promise<Api.Page<T>>} parts.read
 * @param {(item: T) => HTMLElement} parts.createItem
 * @param {() => void} parts.onChange called when the list has been changed
 */
export function createPagedList({ list, more, read, createItem, onChange }) {
  /** @type {string | null} The cursor of the next page. */
  let older = null;
  let place = currentPlace();

  /** @param {Api.Page<T>} page */
  function append({ items, next }) {
    const elements = items.map(createItem);
    list.append(...elements);
    older = next;
    more.hidden = !next;
    place.items = list.childElementCount;
    onChange();
    return elements;
  }

  return {
    /** Reads what is shown first; returns what shows it. */
    async open() {
      const mine = currentPlace();
      const first = await readAtLeast(read, Math.max(pageSize, mine.items));
      return () => {
        place = mine;
        list.replaceChildren();
        append(first);
      };
    },
    async appendOlder() {
      const [first] = append(await read(older, pageSize));
      /** @type {HTMLElement | null | undefined} */ (first?.querySelector('a, button'))?.focus();
    },
  };
}

/**
 * @template T
 * @param {(after: string | null, limit: number) => Promise<Api.Page<T>>} read
 * @param {number} count
 * @returns {Promise<Api.Page<T>>}
 */
async function readAtLeast(read, count) {
  /** @type {T[]} */
  const items = [];
  /** @type {string | null} */
  let next = null;
  do {
    const page = await read(next, Math.min(mostAtOnce, count - items.length));
    items.push(...page.items);
    next = page.next;
  } while (next && items.length < count);
  return { items, next };
}
