import antfu from '@antfu/eslint-config'

export default antfu({
  vue: true,
  typescript: true,
  markdown: false,
  ignores: ['dist', '.data', 'docs/**', '**/*.md', 'package-lock.json'],
}, {
  rules: {
    'antfu/if-newline': 'off',
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
  },
})
