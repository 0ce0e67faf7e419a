import { defineConfig } from 'vitest/config';

// Limits against hanging, not figures: a machine busy with something else takes many times as long. How fast the
// product is stands in the bench.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
    env: { TZ: 'UTC' },
  },
});
