import { assert, StudioError } from '../../../engine/kernel/index.ts';
import type { SkillFile, SkillSource } from '../../ports/skill-shelf.ts';

/** `agentskills`: the open format to the letter, with the version below `metadata`. `clawhub`: version, page and needs where ClawHub and OpenClaw look. */
export const SKILL_BUNDLES = ['agentskills', 'clawhub'] as const;
export type SkillBundle = (typeof SKILL_BUNDLES)[number];

const MAIN = 'SKILL.md';
/** What OpenClaw is told: it loads the skill where the programs are, token or not. Nothing is installed by it: the package is in no registry yet, and its name there may be a stranger's. */
const OPENCLAW = {
  emoji: '🎵',
  primaryEnv: 'NEMO_TOKEN',
  requires: { env: [], bins: ['curl', 'node'] },
} as const;

/** The files of a bundle: the source's own, with a front matter for where they go and the package's version. SKILL.md comes last. */
export function bundleSkill(source: SkillSource, bundle: SkillBundle): readonly SkillFile[] {
  const main = source.files.find(({ path }) => path === MAIN);
  if (main === undefined) {
    throw new StudioError('skill.missing', `Expected the skill in "${source.folder}", found no ${MAIN}. Install Cuesmith again.`);
  }

  const [, matter, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(main.text) ?? [];
  assert(matter !== undefined && body !== undefined, 'SKILL.md starts with a front matter');
  const text = `---\n${(bundle === 'clawhub' ? clawhubMatter : strictMatter)(matter, source)}\n---\n${body}`;
  // Whoever watches the folder finds everything that SKILL.md speaks of once it is there.
  return [...source.files.filter(({ path }) => path !== MAIN), { path: MAIN, text }];
}

function strictMatter(matter: string, { version }: SkillSource): string {
  const stamped = matter.replace(/^( {2}version:) .*$/m, `$1 ${version}`);
  assert(stamped.includes(`  version: ${version}`), 'the front matter has metadata.version');
  return stamped;
}

function clawhubMatter(matter: string, { version, homepage }: SkillSource): string {
  const [head = ''] = matter.split('\nmetadata:', 1);
  const page = homepage === null ? [] : [`homepage: ${homepage}`];
  return [head, `version: ${version}`, ...page, `metadata: ${JSON.stringify({ openclaw: OPENCLAW })}`].join('\n');
}
