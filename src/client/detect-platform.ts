/** Of the environment what names the place of a skill. */
export type PlatformEnvironment = { readonly SKILL_SOURCE?: string | undefined };

/**
 * What `X-Skill-Platform` says of a skill that lies in the folder `path`: `SKILL_SOURCE` where it is set, else `clawhub` or `cursor` by the path,
 * else `clawhub` where ClawHub left its `.clawhub/origin.json` in the folder (asked with `exists`; default: nothing exists), else `unknown`.
 */
// KEEP IN STEP with step 2 of skills/music-generator-free-easy/SKILL.md: test/skill holds both to one table.
export function detectPlatform(
  path: string,
  environment: PlatformEnvironment,
  exists: (path: string) => boolean = () => false,
): string {
  // What a header cannot carry is left out.
  const named = (environment.SKILL_SOURCE ?? '').replaceAll(/[^\x21-\x7e]/g, '');
  if (named !== '') {
    return named;
  }

  const folder = `${path.replaceAll('\\', '/').replace(/\/+$/, '')}/`;
  if (folder.includes('/.clawhub/')) {
    return 'clawhub';
  }

  if (folder.includes('/.cursor/skills/')) {
    return 'cursor';
  }

  return exists(`${folder}.clawhub/origin.json`) ? 'clawhub' : 'unknown';
}
