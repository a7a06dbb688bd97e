import js from '@eslint/js'
import tseslint from 'typescript-eslint'
import { wallsPlugin } from './eslint-walls.js'

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '**/generated/',
      'provider/constructs/bindings/',
      '**/cdktf.out/',
      'test/output/',
      'test/editors/workspace/',
      'test/fourth-platform/overlay/',
    ],
  },
  js.configs.recommended,
  tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      'no-undef': 'off',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }],
    },
  },
  { files: ['*.config.js', '*.config.ts', 'test/**/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: [
      '.ci/**',
      'provider/build/**',
      'provider/examples/**',
      'provider/start/**',
      'provider/bin/**',
      'extension/build/**',
      'test/**',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['provider/**'],
    ignores: ['**/*.d.ts'],
    rules: {
      // In the executable the bare name is the runtime's own stub, which knows no proxy: undici is imported by file.
      '@typescript-eslint/no-restricted-imports': ['error', { name: 'undici', allowTypeImports: true }],
    },
  },
  // VS Code for the web loads its test suite as CommonJS.
  { files: ['test/editors/web-suite/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['shared/**', 'provider/**', 'extension/**'],
    plugins: { walls: wallsPlugin },
    rules: { 'walls/imports': 'error' },
  },
)
