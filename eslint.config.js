import tseslint from 'typescript-eslint';

const transcendental = ['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2', 'sinh', 'cosh', 'tanh', 'exp', 'expm1', 'log', 'log2', 'log10', 'log1p', 'pow', 'hypot', 'cbrt'];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.cache/', 'out/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    rules: {
      curly: ['error', 'all'],
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'List public names one by one.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['*.config.ts', '*.config.js'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // The engine is pure: the same seed must give the same bytes on every machine and in every runtime.
    files: ['src/engine/**/*.ts'],
    ignores: ['src/engine/**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['node:*'], message: 'The engine is pure: values in, values out.' }] }],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'setInterval', 'performance', 'fetch', 'window', 'document'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Draw from the Rng you are given.' },
        { object: 'Date', property: 'now', message: 'Take time as an argument.' },
        ...transcendental.map((property) => ({ object: 'Math', property, message: 'Use kernel/math.ts: ECMAScript leaves this approximate per engine.' })),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'List public names one by one.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'NewExpression[callee.name="Date"]', message: 'Take time as an argument.' },
        { selector: 'BinaryExpression[operator="**"]', message: 'Use pow from kernel/math.ts.' },
      ],
    },
  },
  { files: ['src/engine/kernel/math.ts'], rules: { 'no-restricted-properties': 'off' } },
);
