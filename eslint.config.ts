import antfu from '@antfu/eslint-config'

export default antfu({
  vue: true,
  typescript: true,
  markdown: false,
  ignores: ['dist', '.data', 'docs/**', '**/*.md', 'package-lock.json'],
}, {
  rules: {
    'antfu/if-newline': 'off',
    'antfu/curly': 'off',
    'antfu/no-top-level-await': 'off', // ESM, and one file that exits
    'antfu/reasonable-newline': 'off',
    'antfu/consistent-chaining': 'off',
    'antfu/consistent-list-newline': 'off',
    'ts/no-redeclare': 'off', // a schema and its type share one name
    'ts/no-use-before-define': ['error', { functions: false, classes: false, variables: false }], // the story first, its parts below
    'antfu/top-level-function': 'off',
    'curly': 'off',
    'style/brace-style': ['error', '1tbs', { allowSingleLine: true }],
    'style/max-statements-per-line': 'off',
    'node/prefer-global/process': 'off',
    'node/prefer-global/buffer': 'off',
    'test/prefer-lowercase-title': 'off',
    'ts/explicit-function-return-type': 'off',
    'jsonc/sort-keys': 'off',
    'perfectionist/sort-imports': 'off',
    'test/consistent-test-it': ['error', { fn: 'test' }],
  },
})
