import { defineConfig, globalIgnores } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { configs as lit } from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import ts from 'typescript-eslint';
import { packageRules, zones } from './scripts/lib/import-rules.ts';

// What oxlint (.oxlintrc.json) does not know: Astro and Lit templates, custom elements, who may import whom.
export default defineConfig(
  globalIgnores(['dist', '.astro', '.data', 'coverage', 'test-results', 'playwright-report']),
  {
    files: ['src/components/**/*.ts'],
    extends: [lit['flat/recommended'], wc.configs['flat/recommended'], wc.configs['flat/best-practice']],
  },
  astro.configs['flat/recommended'],
  astro.configs['flat/jsx-a11y-recommended'],
  {
    files: ['**/*.astro'],
    rules: {
      'astro/no-set-html-directive': 'error',
      'astro/jsx-a11y/no-autofocus': 'off', // a page that is one form begins in its first empty field
      'astro/jsx-a11y/no-noninteractive-tabindex': 'off', // what scrolls must be reachable by keyboard; axe checks the pages
    },
  },
  { files: ['**/*.ts'], extends: [ts.configs.base], linterOptions: { reportUnusedDisableDirectives: 'off' } },
  {
    files: ['src/**/*.ts', 'src/**/*.astro'],
    plugins: { 'import-x': importX, '@typescript-eslint': ts.plugin },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.mjs', '.js', '.astro', '.json'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
    },
  },
  packageRules,
);
