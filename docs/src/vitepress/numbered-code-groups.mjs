/**
 * Numbers the groups of code blocks, and the tabs in them, by their place in the page. VitePress gives them random ids,
 * so that two builds would differ.
 *
 * @param {import('vitepress').MarkdownRenderer} md
 */
export function numberedCodeGroups(md) {
  const rule = 'container_code-group_open';
  const render = md.renderer.rules[rule];
  if (!render)
    throw new Error('VitePress no longer makes groups of code blocks in the way that is known here.');
  md.renderer.rules[rule] = (tokens, index, options, env, self) => {
    env.codeGroups = (env.codeGroups ?? 0) + 1;
    let tabs = 0;
    return render(tokens, index, options, env, self)
      .replace(/name="group-[^"]+"/g, `name="group-${env.codeGroups}"`)
      .replace(/(id|for)="tab-[^"]+"/g, (_id, name) => {
        if (name === 'id') tabs += 1;
        return `${name}="tab-${env.codeGroups}-${tabs}"`;
      });
  };
}
