import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { SkillFile, SkillShelf } from '../../ports/skill-shelf.ts';
import { bundleSkill, SKILL_BUNDLES } from './bundle-skill.ts';
import { type SkillPlace, type SkillWish, skillPlaces } from './skill-places.ts';

/** Beside the skill: what was put there, so that an update knows a copy that somebody changed. */
const RECORD = '.cuesmith.json';
const Record = z.object({ version: z.string(), files: z.record(z.string(), z.string()) });

export type InstalledSkill = {
  readonly agent: string | null;
  readonly folder: string;
  readonly version: string;
  /** `replaced`: a changed copy gave way, as was asked. */
  readonly outcome: 'installed' | 'updated' | 'unchanged' | 'replaced';
};

export type RemovedSkill = {
  readonly agent: string | null;
  readonly folder: string;
  /** Files that are not of the skill, and stay. */
  readonly kept: readonly string[];
};

/**
 * Puts the skill where a wish says, or brings a copy there up to date. A copy that somebody changed is left alone (`skill.changed`) unless
 * `force`; files that are not of the skill always stay. Nothing is written anywhere when one place refuses.
 */
export async function installSkill(
  shelf: SkillShelf,
  wish: SkillWish,
  options: { readonly force: boolean },
): Promise<readonly InstalledSkill[]> {
  const source = await shelf.source();
  const places = await skillPlaces(shelf, source.name, wish);
  const plans = await Promise.all(
    places.map(async (place) => {
      const files = bundleSkill(source, place.bundle);
      const there = await shelf.read(place.folder);
      const outcome = outcomeOf(files, there, recordOf(source.version, files));
      if (outcome === 'replaced' && !options.force) {
        throw changed(place, files, there ?? []);
      }

      return { place, files, there: there ?? [], outcome };
    }),
  );

  for (const { place, files, there, outcome } of plans) {
    if (outcome !== 'unchanged') {
      const stale = Object.keys(recordIn(there)?.files ?? {}).filter((path) => !files.some((file) => file.path === path));
      // The record last: an update that is cut short finds every file as one of the two versions.
      await shelf.write(place.folder, [...files, recordOf(source.version, files)]);
      await shelf.remove(place.folder, stale);
    }
  }

  return plans.map(({ place: { agent, folder }, outcome }) => ({ agent, folder, version: source.version, outcome }));
}

/** Takes the skill away from where a wish says. Throws `skill.not-installed`, and `skill.changed` unless `force`. */
export async function uninstallSkill(
  shelf: SkillShelf,
  wish: SkillWish,
  options: { readonly force: boolean },
): Promise<readonly RemovedSkill[]> {
  const source = await shelf.source();
  const places = await skillPlaces(shelf, source.name, wish);
  const found = await Promise.all(places.map(async (place) => ({ place, there: await shelf.read(place.folder) })));
  const plans = found.flatMap(({ place, there }) => (there === null ? [] : [{ place, there }]));
  if (plans.length === 0) {
    throw new StudioError(
      'skill.not-installed',
      `The skill is not in ${places.map(({ folder }) => `"${folder}"`).join(', ')}: there is nothing to take away.`,
    );
  }

  const own = SKILL_BUNDLES.flatMap((bundle) => bundleSkill(source, bundle));
  for (const { place, there } of plans) {
    if (!options.force && there.some((file) => isOfSkill(file, own, there) && !isUntouched(file, own, there))) {
      throw changed(place, own, there);
    }
  }

  for (const { place, there } of plans) {
    const paths = there.filter((file) => isOfSkill(file, own, there)).map(({ path }) => path);
    await shelf.remove(place.folder, [...paths, RECORD]);
  }

  return plans.map(({ place: { agent, folder }, there }) => ({
    agent,
    folder,
    kept: there.filter((file) => file.path !== RECORD && !isOfSkill(file, own, there)).map(({ path }) => path),
  }));
}

function outcomeOf(
  files: readonly SkillFile[],
  there: readonly SkillFile[] | null,
  record: SkillFile,
): InstalledSkill['outcome'] {
  const copies = (there ?? []).filter((file) => isOfSkill(file, files, there ?? []));
  if (copies.length === 0) {
    return 'installed';
  }

  const isWhole = files.every(({ path, text }) => copies.some((copy) => copy.path === path && copy.text === text));
  if (isWhole && (there ?? []).every(({ path, text }) => path !== RECORD || text === record.text)) {
    return 'unchanged';
  }

  return copies.every((copy) => isUntouched(copy, files, there ?? [])) ? 'updated' : 'replaced';
}

function isOfSkill({ path }: SkillFile, files: readonly SkillFile[], there: readonly SkillFile[]): boolean {
  return files.some((file) => file.path === path) || Object.hasOwn(recordIn(there)?.files ?? {}, path);
}

/** As it was put there, or as it would be put there now: an update that was cut short is no change of somebody's. */
function isUntouched({ path, text }: SkillFile, files: readonly SkillFile[], there: readonly SkillFile[]): boolean {
  return files.some((file) => file.path === path && file.text === text) || recordIn(there)?.files[path] === hashOf(text);
}

function recordIn(there: readonly SkillFile[]): z.infer<typeof Record> | null {
  const record = there.find(({ path }) => path === RECORD);
  if (record === undefined) {
    return null;
  }

  try {
    return Record.parse(JSON.parse(record.text));
  } catch {
    // Somebody else's writing: then nothing is known of the copy, and it counts as changed.
    return null;
  }
}

function recordOf(version: string, files: readonly SkillFile[]): SkillFile {
  const record = { version, files: Object.fromEntries(files.map(({ path, text }) => [path, hashOf(text)])) };
  return { path: RECORD, text: `${JSON.stringify(record, null, 2)}\n` };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function changed({ folder }: SkillPlace, files: readonly SkillFile[], there: readonly SkillFile[]): StudioError {
  const names = there.filter((file) => isOfSkill(file, files, there) && !isUntouched(file, files, there)).map(({ path }) => path);
  return new StudioError(
    'skill.changed',
    `The copy in "${folder}" was changed or comes from elsewhere (${names.join(', ')}). Keep what you need of it, then use --force.`,
  );
}
