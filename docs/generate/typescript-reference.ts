import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { blocks, prose } from './markdown.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What is written about one entry of the package. */
type Entry = { readonly title: string; readonly file: string; readonly lead: readonly string[] };

const STUDIO: Entry = {
  title: 'TypeScript',
  file: 'src/studio/index.ts',
  lead: [
    'The package `cuesmith` is what the command line does, as functions, for Node 24 and later.',
    [
      '```ts',
      "import { makeMusic, scoreVideo } from 'cuesmith';",
      '',
      "await makeMusic('upbeat acoustic', { duration: 30, out: ['track.wav', 'track.mp4'] });",
      "const { left, right, sampleRate } = await makeMusic('calm piano', { duration: 10, seed: 7 });",
      "await scoreVideo('holiday.mp4', 'warm folk guitar', { matchCuts: true });",
      '```',
    ].join('\n'),
    'The engine alone (`cuesmith/engine/brief`, `/score`, `/audio`) is pure and runs in a browser too.',
  ],
};

const CLIENT: Entry = {
  title: 'Client library',
  file: 'src/client/index.ts',
  lead: [
    '`cuesmith/client` speaks to any server of [the HTTP API](./http) from Node, Deno, Bun and web pages.',
    [
      '```ts',
      "import { createClient } from 'cuesmith/client';",
      '',
      "const client = createClient({ baseUrl: 'http://127.0.0.1:8787' });",
      "const session = await client.openSession({ language: 'en' });",
      '',
      "for await (const happening of session.send('lo-fi for a rainy evening, 5 seconds')) {",
      "  if (happening.kind === 'text') {",
      '    console.log(happening.text);',
      '  }',
      '}',
      '',
      "const file = await session.export({ format: 'mp4' });",
      'console.log(file.url);',
      '```',
    ].join('\n'),
  ],
};

/** The reference of the package `cuesmith`, from its types and what they say of themselves. */
export async function typescriptReference(): Promise<string> {
  return referenceOf(STUDIO);
}

/** The reference of `cuesmith/client`. */
export async function clientReference(): Promise<string> {
  return referenceOf(CLIENT);
}

type Shown = {
  readonly name: string;
  readonly isCalled: boolean;
  readonly comment: string;
  readonly source: string;
  /** What the type is in full, where it is that of a schema; null: it is written as it stands. */
  readonly expanded: string | null;
};

function referenceOf({ title, file, lead }: Entry): string {
  const options = ts.readConfigFile(`${root}tsconfig.test.json`, (path) => ts.sys.readFile(path));
  const { options: compilerOptions } = ts.parseJsonConfigFileContent({ ...options.config, include: [] }, ts.sys, root);
  const program = ts.createProgram([`${root}${file}`], compilerOptions);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(`${root}${file}`);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) {
    throw new Error(`Expected ${file} to export something.`);
  }

  const shown = checker.getExportsOfModule(module).map((exported) => {
    const symbol = (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : checker.getAliasedSymbol(exported);
    return describe(exported.name, symbol, checker);
  });
  const callable = shown.filter(({ isCalled }) => isCalled);
  const types = shown.filter(({ isCalled }) => !isCalled).sort((one, other) => (one.name < other.name ? -1 : 1));
  const written = (one: Shown): string =>
    blocks(`### ${one.name}`, prose(one.comment), `\`\`\`ts\n${namingOthers(one, shown)}\n\`\`\``).trimEnd();
  return blocks(`# ${title}`, ...lead, '## Functions and values', ...callable.map(written), '## Types', ...types.map(written));
}

/** A type of a schema holds others in full: those that have a name here are named instead, the largest first. */
function namingOthers(one: Shown, all: readonly Shown[]): string {
  return all
    .flatMap(({ name, expanded }) =>
      expanded === null || expanded === one.expanded
        ? []
        : [
            { name, expanded },
            { name, expanded: asReadonly(expanded) },
          ],
    )
    .sort((first, second) => second.expanded.length - first.expanded.length)
    .reduce((text, { name, expanded }) => text.replaceAll(expanded, name), one.source);
}

/** TypeScript writes a schema's object as `{ readonly a: … }` where it has a name and as `Readonly<{ a: … }>` where it has none. */
function asReadonly(text: string): string {
  let depth = 0;
  const plain = text.replace(/[{}]|readonly (?=\w+\??:)/g, (sign) => {
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    return depth === 1 && sign.startsWith('readonly') ? '' : sign;
  });
  return `Readonly<${plain}>`;
}

function describe(name: string, symbol: ts.Symbol, checker: ts.TypeChecker): Shown {
  const declarations = symbol.declarations ?? [];
  const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const alias = declarations.find(ts.isTypeAliasDeclaration);
  // A schema and its type share a name; the type is what is offered.
  const offered = alias === undefined ? declarations : [alias];
  const expanded = alias !== undefined && isOfSchema(alias) ? expandedType(alias, checker) : null;
  return {
    name,
    comment,
    expanded,
    isCalled: offered.some((one) => ts.isFunctionDeclaration(one) || ts.isVariableDeclaration(one) || ts.isClassDeclaration(one)),
    source: offered.flatMap((declaration) => sourceOf(declaration, checker)).join('\n\n'),
  };
}

function isOfSchema(alias: ts.TypeAliasDeclaration): boolean {
  return /^z\.(infer|output|input)</.test(alias.type.getText());
}

function expandedType(alias: ts.TypeAliasDeclaration, checker: ts.TypeChecker): string {
  const flags =
    ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  return checker.typeToString(checker.getTypeAtLocation(alias), undefined, flags);
}

/** A declaration as a caller sees it: no bodies, no private members, schemas as the types that they stand for. */
function sourceOf(declaration: ts.Declaration, checker: ts.TypeChecker): string[] {
  if (ts.isFunctionDeclaration(declaration)) {
    // With overloads the last one, which has the body, is not to be called.
    const signatures = checker.getSymbolAtLocation(declaration.name ?? declaration)?.declarations ?? [];
    const isImplementation = declaration.body !== undefined && signatures.length > 1;
    return isImplementation ? [] : [`${headOf(declaration).replace(/^(export |async )+/, '')};`];
  }

  if (ts.isVariableDeclaration(declaration)) {
    const type = checker.typeToString(checker.getTypeAtLocation(declaration), undefined, ts.TypeFormatFlags.NodeBuilderFlagsMask);
    return [`const ${declaration.name.getText()}: ${type};`];
  }

  if (ts.isClassDeclaration(declaration)) {
    const members = declaration.members.filter(isPublic).map((member) => `${commentOf(member)}${memberHead(member)};`);
    const heritage = (declaration.heritageClauses ?? []).map((clause) => ` ${clause.getText()}`).join('');
    return [`class ${declaration.name?.text ?? ''}${heritage} {\n${members.join('\n')}\n}`];
  }

  if (ts.isTypeAliasDeclaration(declaration) && isOfSchema(declaration)) {
    return [`type ${declaration.name.text} = ${expandedType(declaration, checker)};`];
  }

  return [declaration.getText().replace(/^export /, '')];
}

function isPublic(member: ts.ClassElement): boolean {
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  return (
    !ts.isConstructorDeclaration(member) &&
    !(member.name !== undefined && ts.isPrivateIdentifier(member.name)) &&
    modifiers.every(({ kind }) => kind !== ts.SyntaxKind.PrivateKeyword)
  );
}

function memberHead(member: ts.ClassElement): string {
  return headOf(member).replace(/\basync /, '');
}

/** The text of a declaration up to its body. */
function headOf(declaration: ts.FunctionDeclaration | ts.ClassElement): string {
  const body = 'body' in declaration ? declaration.body : undefined;
  const whole = declaration.getText();
  return (body === undefined ? whole : whole.slice(0, body.getStart() - declaration.getStart())).trim().replace(/;$/, '');
}

function commentOf(node: ts.Node): string {
  const text = node.getFullText();
  const [range] = ts.getLeadingCommentRanges(text, 0) ?? [];
  return range === undefined ? '' : `${text.slice(range.pos, range.end)}\n`;
}
