import { onMounted } from 'vue';

/** Opens the search for a reader who comes by an address with `?search`, from a page that has no search of its own. */
export function openSearchWhenAsked() {
  onMounted(() => {
    if (!new URLSearchParams(location.search).has('search')) return;
    // Going back or loading anew is not to open it again.
    history.replaceState(history.state, '', location.pathname);
    /** @type {HTMLElement | null} */ (document.querySelector('.VPNavBarSearch button'))?.click();
  });
}
