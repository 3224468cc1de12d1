import { framedPage } from './pages/page-frame.ts';
import { PAGE_SCRIPT } from './pages/page-script.ts';
import { PAGE_STYLE } from './pages/page-style.ts';
import { ACCOUNT_PAGE, CLAIM_PAGE, HOME_PAGE, REGISTER_PAGE } from './pages/page-texts.ts';
import { openRoute, type Route } from './route.ts';

const SCRIPT = 'page.js';
const PAGES = [
  { path: '/', id: 'showHome', title: 'Welcome', main: HOME_PAGE, script: null },
  { path: '/register', id: 'showRegister', title: 'Register', main: REGISTER_PAGE, script: SCRIPT },
  { path: '/account', id: 'showAccount', title: 'Your account', main: ACCOUNT_PAGE, script: SCRIPT },
  { path: '/workspace/claim', id: 'showClaim', title: 'Take a project over', main: CLAIM_PAGE, script: SCRIPT },
] as const;
const FILES = [
  { path: '/pages/page.css', id: 'readPageStyle', contentType: 'text/css', content: PAGE_STYLE },
  { path: `/pages/${SCRIPT}`, id: 'readPageScript', contentType: 'text/javascript', content: PAGE_SCRIPT },
] as const;

/** The few pages for people that links of the service lead to. */
export const pageRoutes: readonly Route[] = [
  ...PAGES.map((page) =>
    openRoute({
      method: 'GET',
      path: page.path,
      id: page.id,
      tag: 'pages',
      summary: `The page "${page.title}".`,
      limit: 'read',
      otherAnswers: { 200: { description: 'The page.', contentType: 'text/html' } },
      handle: async () => Promise.resolve(framedPage(page)),
    }),
  ),
  ...FILES.map(({ path, id, contentType, content }) =>
    openRoute({
      method: 'GET',
      path,
      id,
      tag: 'pages',
      summary: 'What the pages are made of.',
      limit: 'read',
      otherAnswers: { 200: { description: 'The file.', contentType } },
      handle: async () =>
        Promise.resolve(
          new Response(content, { headers: { 'content-type': `${contentType}; charset=utf-8`, 'cache-control': 'no-cache' } }),
        ),
    }),
  ),
];
