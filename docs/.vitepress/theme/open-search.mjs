import { onMounted } from 'vue';

/** Opens the search for a reader who comes by an address with `?search`, from a page that has no search of its own. */
export function openSearchWhenAsked() {
  onMounted(() => {
    if (!new URLSearchParams(location.search).has('search')) return;
    /** @type {HTMLElement | null} */ (document.querySelector('.DocSearch-Button'))?.click();
  });
}
