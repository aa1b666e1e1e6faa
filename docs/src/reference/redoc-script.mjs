import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { appearanceEvent, appearanceKey } from '../site-bar.mjs';
import { UserError } from '../user-error.mjs';

/** The script that `build-docs` would have the page load from Redocly's own host; the same bytes, in its package. */
export const redocScriptPath = join(
  dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')),
  'lib/chunks/redoc.standalone.js',
);

/**
 * What is changed in Redoc's script, word for word.
 *
 * @type {{ from: string, to: string }[]}
 */
const changes = [
  // Redoc fetches its logo, shown after "API docs by", from its own host. A word needs no request.
  { from: 'https://cdn.redoc.ly/redoc/logo-mini-full.svg', to: wordAsImage('Redoc') },
  { from: 'https://cdn.redoc.ly/redoc/logo-mini.svg', to: wordAsImage('R') },
  // Beside copying a page Redoc offers to hand it to two assistants on other hosts. Copying is enough.
  { from: 'if(!r.specUrl)return(0,V.jsx)(k$', to: 'return(0,V.jsx)(k$' },
  // Redoc makes a function from text to see whether it may. It may not; so it searches without a worker, as it is.
  { from: 'try{return e._factory??=Function(XDe),!0}catch{return!1}', to: 'return!1' },
  // Redoc has one code sample for all request examples of an operation, so the sample would show another request than
  // the one the reader chose. Here a sample may bring the source for each example, by name.
  {
    from: 'e[`x-codeSamples`]?.map(({lang:e,label:t,source:n})=>({lang:e,label:t,source:n}))',
    to: 'e[`x-codeSamples`]',
  },
  {
    from: 'let e=O?.find(e=>Dj(e)===ee);return e?e.source:',
    to: 'let e=O?.find(e=>Dj(e)===ee);return e?e.sourceByExample?.[ne]??e.source:',
  },
  { from: '},[ee,O,n]),ae=', to: '},[ee,O,n,ne]),ae=' },
  // The reader chooses between light and dark once for the whole site, in the bar on top.
  { from: 'qx=`redoc.colorMode`', to: `qx=\`${appearanceKey}\`` },
  {
    from: 'window.localStorage.getItem(`redoc.colorMode`)||r.colorMode',
    to: '[window.localStorage.getItem(qx)].find(e=>e===`light`||e===`dark`)||``',
  },
  {
    from: 'localStorage.removeItem(qx)}}),Yx=',
    to: `localStorage.removeItem(qx)},subscribe(e,t){let n=()=>t(this.getItem(e));return addEventListener(\`${appearanceEvent}\`,n),()=>removeEventListener(\`${appearanceEvent}\`,n)}}),Yx=`,
  },
  // The menu is outside of every landmark, so that who goes by landmarks would not find it.
  {
    from: '(0,V.jsxs)(Rke,{className:e,',
    to: '(0,V.jsxs)(Rke,{role:`navigation`,"aria-label":`Contents`,className:e,',
  },
];

/**
 * Changes Redoc's script so that it asks no other host for anything and its code samples follow the examples.
 *
 * @param {string} script
 * @returns {string}
 * @throws {UserError} when a text to change is not there exactly once, as can happen with another version of Redoc
 */
export function changeRedocScript(script) {
  return changes.reduce((text, { from, to }) => {
    const pieces = text.split(from);
    if (pieces.length !== 2) {
      throw new UserError(
        `Redoc's script is not the one that src/reference/redoc-script.mjs changes: it has ${pieces.length - 1} times ${from}`,
      );
    }
    return pieces.join(to);
  }, script);
}

/** @param {string} word */
function wordAsImage(word) {
  const width = 4 + 7 * word.length;
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' width='${width}' height='14'>` +
    `<text x='2' y='11' font-family='system-ui,sans-serif' font-size='11' fill='#808080'>${word}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
