/**
 * What is around each page: the bar on top and the list at the side, made from the pages themselves.
 *
 * @param {import('./site-pages.mjs').SitePage[]} pages in their order
 * @returns {{ nav: import('vitepress').DefaultTheme.NavItemWithLink[], sidebar: import('vitepress').DefaultTheme.SidebarMulti }}
 */
export function navigation(pages) {
  const sections = [
    ...new Set(pages.flatMap(({ path }) => (path.includes('/') ? [path.split('/', 1)[0] ?? ''] : []))),
  ];
  return {
    nav: sections.map((section) => ({
      text: section.replace(/^./, (letter) => letter.toUpperCase()),
      link: linkOf(pages.find(({ path }) => path.startsWith(`${section}/`))?.path ?? ''),
      activeMatch: `^/${section}/`,
    })),
    sidebar: Object.fromEntries(
      sections.map((section) => {
        const own = pages.filter(({ path, group }) => path.startsWith(`${section}/`) && group !== '');
        const groups = [...new Set(own.map(({ group }) => group))];
        return [
          `/${section}/`,
          groups.map((text) => ({
            text,
            items: own
              .filter(({ group }) => group === text)
              .map(({ title, path }) => ({ text: title, link: linkOf(path) })),
          })),
        ];
      }),
    ),
  };
}

/** @param {string} path */
const linkOf = (path) => `/${path.replace(/(^|\/)index$/, '$1')}`;
