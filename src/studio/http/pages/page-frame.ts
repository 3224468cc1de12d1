import { pageResponse } from './page-response.ts';

/** Scripts and styles come from us as files, and nothing from anywhere else. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A page in our frame. `main` is HTML of ours: nothing of a request goes into it. */
export function framedPage(page: { readonly title: string; readonly main: string; readonly script: string | null }): Response {
  return pageResponse(
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} – Cuesmith</title>
<link rel="stylesheet" href="/pages/page.css">
${page.script === null ? '' : `<script type="module" src="/pages/${page.script}"></script>`}
</head>
<body>
<main>
${page.main}
</main>
</body>
</html>
`,
    POLICY,
  );
}
