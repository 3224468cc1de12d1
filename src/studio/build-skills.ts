import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleSkill, SKILL_BUNDLES } from './actions/skill/bundle-skill.ts';
import { skillShelf } from './store/skill-shelf.ts';

// `npm run build:skill [folder]`: both bundles of the skill, for `npx skills add` and for `clawhub publish`.
const folder = process.argv[2] ?? fileURLToPath(new URL('../../dist/skills', import.meta.url));
const source = await skillShelf.source();
for (const bundle of SKILL_BUNDLES) {
  const place = join(folder, bundle, source.name);
  await rm(place, { recursive: true, force: true });
  await mkdir(place, { recursive: true });
  await skillShelf.write(place, bundleSkill(source, bundle));
  process.stdout.write(`${place}\n`);
}
