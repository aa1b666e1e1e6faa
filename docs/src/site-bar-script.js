const page = document.documentElement;

const appearance = document.querySelector('.site-bar-appearance');
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const show = (dark) => {
  page.classList.toggle('dark', dark);
  page.classList.toggle('light', !dark);
  appearance.ariaChecked = dark;
  appearance.title = `Switch to ${dark ? 'light' : 'dark'} theme`;
};
appearance.onclick = () => {
  const dark = !page.classList.contains('dark');
  show(dark);
  // What the system says anyway is no choice: the page goes on following it.
  const choice = dark ? 'dark' : 'light';
  localStorage.setItem('APPEARANCE_KEY', dark === systemIsDark.matches ? 'auto' : choice);
  dispatchEvent(new Event('APPEARANCE_EVENT'));
};
show(page.classList.contains('dark'));
appearance.hidden = false;

const search = document.querySelector('.site-bar-search');
// From a folder on the disk the search of the site does not run, and Redoc's own takes its place.
search.hidden = location.protocol === 'file:';
if (!search.hidden && 'everything' in search.dataset) {
  page.classList.add('site-search');
  const keys = ({ key, ctrlKey, metaKey, target }) =>
    (key === 'k' && (ctrlKey || metaKey)) || (key === '/' && !target.closest('input, textarea, select'));
  // Redoc listens to the same keys, for its own search.
  addEventListener(
    'keydown',
    (event) => {
      if (!keys(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      search.click();
    },
    { capture: true },
  );
}
