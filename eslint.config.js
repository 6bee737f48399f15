// What the linter demands; zero warnings (npm run check). The house's own rules are in tools/eslint.
import { defineConfig, globalIgnores } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { fileHeader, glossary } from './tools/eslint/rules.ts'

export default defineConfig(
  globalIgnores([
    'out/',
    'release/',
    '.types/',
    '.cache/',
    'test-results/',
    '**/*.cjs',
    '**/*.mjs',
    'eslint.config.js',
    'tools/setup/',
  ]),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    plugins: { siegel: { rules: { 'file-header': fileHeader, glossary } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/unbound-method': 'off',
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'siegel/file-header': 'error',
      'siegel/glossary': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}', '**/{contract,*.contract}.ts', 'src/**/testing/**'],
    rules: { 'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }] },
  },
  { files: ['*.config.ts'], rules: { 'siegel/file-header': 'off' } },
  { files: ['tools/**', 'bench/**', 'e2e/**', 'src/cli/**'], rules: { 'no-console': 'off' } },
  { files: ['src/renderer/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat['recommended-latest']] },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    ignores: ['src/renderer/ui/{toast.ts,ask-dialog.tsx,data-table.tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        { name: '@react-spectrum/s2', importNames: ['ToastQueue'], message: 'ui/toast.ts shows it and keeps it.' },
        { name: '@react-spectrum/s2', importNames: ['AlertDialog'], message: 'Keys scroll that of ui/ask-dialog.tsx.' },
        { name: '@react-spectrum/s2', importNames: ['TableView'], message: 'ui/data-table.tsx is told its columns.' },
      ],
    },
  },
)
