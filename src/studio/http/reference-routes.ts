import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Refused } from '../actions/refused.ts';
import { describeApi } from './openapi.ts';
import { pageResponse } from './pages/page-response.ts';
import { openRoute, type Route } from './route.ts';

/** Files of the reference page that come with `swagger-ui-dist`, and their types. */
const PACKAGED = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['favicon-32x32.png', 'image/png'],
]);
const DAY_SECONDS = 86_400;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cuesmith API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<noscript>This page needs JavaScript. The same as a file: <a href="/openapi.json">openapi.json</a>.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;
// Without a validator: nothing of this page asks another machine.
const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null, docExpansion: 'list' });
`;
/** Swagger sets styles on its elements, and draws its icons from data. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const require = createRequire(import.meta.url);

/** The reference of `routes`: as a document for programs, and as a page for people. */
export function referenceRoutes(routes: () => readonly Route[]): readonly Route[] {
  // Made once: it takes longer than anything else that strangers may ask for without a token.
  const documents = new Map<string, ReturnType<typeof describeApi>>();
  return [
    openRoute({
      method: 'GET',
      path: '/openapi.json',
      id: 'readOpenApi',
      tag: 'server',
      summary: 'This reference as an OpenAPI 3.1 document.',
      limit: 'read',
      answer: z.looseObject({ openapi: z.literal('3.1.0') }),
      async handle(_, { version }) {
        const document = documents.get(version) ?? describeApi(routes(), { version });
        documents.set(version, document);
        return Promise.resolve({ ...document, openapi: '3.1.0' as const });
      },
    }),
    openRoute({
      method: 'GET',
      path: '/docs',
      id: 'showReference',
      tag: 'pages',
      summary: 'This reference as a page.',
      limit: 'read',
      otherAnswers: { 200: { description: 'The page.', contentType: 'text/html' } },
      async handle() {
        return Promise.resolve(pageResponse(PAGE, PAGE_POLICY));
      },
    }),
    openRoute({
      method: 'GET',
      path: '/docs/:file',
      id: 'readReferenceFile',
      tag: 'pages',
      summary: 'What the reference page is made of.',
      limit: 'read',
      params: z.object({ file: z.string() }),
      otherAnswers: { 200: { description: 'The file.', contentType: '*/*' } },
      refusals: ['not-found'],
      async handle({ params: { file } }) {
        const type = PACKAGED.get(file);
        if (file !== 'start.js' && type === undefined) {
          throw new Refused('not-found', `The reference page has no file "${file.slice(0, 100)}".`);
        }

        const content = file === 'start.js' ? START : await readFile(join(packageFolder(), file));
        return new Response(content, {
          headers: {
            'content-type': type ?? 'text/javascript; charset=utf-8',
            'cache-control': `public, max-age=${DAY_SECONDS}`,
          },
        });
      },
    }),
  ];
}

function packageFolder(): string {
  return dirname(require.resolve('swagger-ui-dist/package.json'));
}
