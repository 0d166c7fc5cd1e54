import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('describes the wire as the server declares it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jangkau-types-'));
  try {
    const fresh = join(folder, 'api.gen.ts');
    const options = ['../tests/openapi.json', '--output', fresh, '--array-length'];
    execFileSync('node_modules/.bin/openapi-typescript', options, { stdio: 'pipe' });
    const kept = readFileSync('src/api.gen.ts', 'utf8');
    expect(kept, 'stale: run `make bless` and read the difference').toBe(readFileSync(fresh, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
