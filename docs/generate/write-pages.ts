import { mkdir, writeFile } from 'node:fs/promises';
import { GENERATED_PAGES, pageText, SITE } from './pages.ts';

/** `npm run docs:pages`: writes the pages that are made of the code. */
await mkdir(new URL('reference/', SITE), { recursive: true });
for (const page of GENERATED_PAGES) {
  await writeFile(new URL(page.path, SITE), await pageText(page));
}
