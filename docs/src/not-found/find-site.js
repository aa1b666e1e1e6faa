// Stands in the page for addresses that lead nowhere. Such a page is sent for an address of any depth, and a host tells
// it nothing, so it looks for the site in each folder above it, and mends its links.

/** A file that stands in the first folder of the site, and in no other. */
const landmark = 'llms.txt';

async function findSite() {
  for (let folder = new URL('.', location.href); ; folder = new URL('..', folder)) {
    const answer = await fetch(new URL(landmark, folder), { method: 'HEAD' });
    if (answer.ok) return folder;
    if (folder.pathname === '/') return undefined;
  }
}

// As the other pages of the site do it.
const chosen = localStorage.getItem('vitepress-theme-appearance');
const systemIsDark = matchMedia('(prefers-color-scheme: dark)').matches;
const dark = chosen === 'dark' || (chosen !== 'light' && systemIsDark);
document.documentElement.classList.toggle('dark', dark);
document.documentElement.style.colorScheme = dark ? 'dark' : 'light';

const site = await findSite();
if (site) {
  for (const link of document.querySelectorAll('a'))
    link.href = new URL(link.dataset['path'] ?? '', site).href;
}
