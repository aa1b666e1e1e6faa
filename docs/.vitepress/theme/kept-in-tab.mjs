const key = 'try-it';

/** What the reader has typed in: kept until the tab is closed, and never sent anywhere but where the reader sends it. */
export const keptInTab = {
  /** @returns {Record<string, unknown>} */
  read() {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? '{}');
    } catch {
      return {};
    }
  },
  /** @param {Record<string, unknown>} values */
  write(values) {
    try {
      sessionStorage.setItem(key, JSON.stringify(values));
    } catch {
      // A browser may forbid it. Then the values last as long as the page.
    }
  },
};
