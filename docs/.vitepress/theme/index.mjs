import DefaultTheme from 'vitepress/theme-without-fonts';
import TryIt from './TryIt.vue';
import './site.css';

export default {
  extends: DefaultTheme,
  /** @param {import('vitepress').EnhanceAppContext} context */
  enhanceApp({ app }) {
    app.component('TryIt', TryIt);
  },
};
