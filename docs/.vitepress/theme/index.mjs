import DefaultTheme from 'vitepress/theme-without-fonts';
import Landing from './Landing.vue';
import { openSearchWhenAsked } from './open-search.mjs';
import TryIt from './TryIt.vue';
import './site.css';

export default {
  extends: DefaultTheme,
  setup: openSearchWhenAsked,
  /** @param {import('vitepress').EnhanceAppContext} context */
  enhanceApp({ app }) {
    app.component('Landing', Landing);
    app.component('TryIt', TryIt);
  },
};
