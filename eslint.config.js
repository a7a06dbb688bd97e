import js from '@eslint/js'
import tseslint from 'typescript-eslint'

/** Forbids imports that would turn an arrow of ARCHITECTURE.md round. */
const forbid = (files, ...rules) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: rules.map(([regex, message]) => ({ regex, message })) }],
  },
})

const workspaces = {
  provider: ['(^@rolecall/provider|/provider/)', 'shared and extension never import provider.'],
  extension: ['(^rolecall-vscode|/extension/)', 'shared and provider never import extension.'],
}
const layer = (name) => [`^(\\.\\./)+${name}/`, `Imports point one way: ${name}/ lies above this folder.`]

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
    files: ['provider/build/**', 'provider/examples/**', 'provider/bin/**', 'extension/build/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  // VS Code for the web loads its test suite as CommonJS.
  { files: ['test/editors/web-suite/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  forbid(
    ['shared/**'],
    workspaces.provider,
    workspaces.extension,
    ['^node:', 'shared does no I/O.'],
    ['^(fs|path|os|url|process)$', 'shared does no I/O.'],
  ),
  forbid(['extension/**'], workspaces.provider),
  forbid(
    ['provider/value/**'],
    workspaces.extension,
    ...['framework', 'rpc', 'plugin', 'http', 'platforms', 'roles', 'constructs', 'sandbox', 'cli'].map(layer),
  ),
  forbid(
    ['provider/framework/**'],
    workspaces.extension,
    ...['rpc', 'plugin', 'http', 'platforms', 'roles', 'constructs', 'sandbox', 'cli'].map(layer),
  ),
  forbid(
    ['provider/plugin/**'],
    workspaces.extension,
    ...['value', 'framework', 'rpc', 'http', 'platforms', 'roles', 'constructs', 'sandbox', 'cli'].map(layer),
  ),
  forbid(
    ['provider/http/**'],
    workspaces.extension,
    ...['value', 'framework', 'rpc', 'plugin', 'platforms', 'roles', 'constructs', 'sandbox', 'cli'].map(layer),
  ),
  forbid(
    ['provider/platforms/**'],
    workspaces.extension,
    ...['value', 'framework', 'rpc', 'plugin', 'constructs', 'sandbox', 'cli'].map(layer),
  ),
  forbid(['provider/roles/**'], workspaces.extension, ...['rpc', 'plugin', 'constructs', 'sandbox', 'cli'].map(layer)),
  forbid(
    ['provider/rpc/**'],
    workspaces.extension,
    ...['http', 'platforms', 'roles', 'constructs', 'sandbox', 'cli'].map(layer),
  ),
  forbid(
    ['provider/sandbox/**'],
    workspaces.extension,
    ...['value', 'framework', 'rpc', 'plugin', 'http', 'platforms', 'roles', 'constructs', 'cli'].map(layer),
  ),
  forbid(
    ['provider/constructs/**'],
    workspaces.extension,
    ...['value', 'framework', 'rpc', 'plugin', 'http', 'platforms', 'roles', 'sandbox', 'cli'].map(layer),
  ),
)
