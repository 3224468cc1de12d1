import { Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../../../test/http-fixture.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(async () => server.close());

const page = async (path: string): Promise<{ readonly html: string; readonly policy: string }> => {
  const response = await server.ask(path);
  expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8']);
  return { html: await response.text(), policy: response.headers.get('content-security-policy') ?? '' };
};

describe.each(['/', '/register?bind=anon_1', '/account', '/workspace/claim?ct=clm_1', '/docs'])('the page %s', (path) => {
  it('keeps to its policy: every script and style is a file of ours, and nothing is from elsewhere', async () => {
    const { html, policy } = await page(path);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|javascript:/i);
    const addresses = [...html.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) {
      expect(address).toMatch(/^\/(?!\/)/);
      expect([address, (await server.ask(address)).status]).toEqual([address, 200]);
    }
  });

  it('can be read by machines that read it out', async () => {
    const { html } = await page(path);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toMatch(/<meta name="viewport" content="width=device-width, initial-scale=1">/);
    expect(html).toMatch(/<title>[^<]+<\/title>/);
    expect(html.match(/<h1/g) ?? []).toHaveLength(path === '/docs' ? 0 : 1);
    for (const [input] of html.matchAll(/<input[^>]*>/g)) {
      expect(html).toMatch(new RegExp(`<label>[^\n]*${input.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&')}</label>`));
    }
  });

  it('puts nothing of its address into itself', async () => {
    const { html } = await page(path);
    const { html: other } = await page(`${path}${path.includes('?') ? '&' : '?'}x=%3Cscript%3Ealert(1)%3C/script%3E`);
    expect(other).toBe(html);
  });
});

it('gives the pages a script that reads, and finds on the pages what it looks for', async () => {
  const script = await (await server.ask('/pages/page.js')).text();
  expect(() => new Script(`(async () => {${script}})`)).not.toThrow();
  const pages = await Promise.all(['/register', '/account', '/workspace/claim'].map(async (path) => (await page(path)).html));
  for (const [, id = ''] of script.matchAll(/find\('([\w-]+)'\)/g)) {
    expect([id, pages.some((html) => html.includes(`id="${id}"`))]).toEqual([id, true]);
  }
});

it('sends no file but those of the reference', async () => {
  expect((await server.ask('/docs/swagger-ui-bundle.js')).headers.get('content-type')).toContain('javascript');
  for (const file of ['package.json', 'index.html', '..%2Fpackage.json', '%2Fetc%2Fpasswd', 'toString', '__proto__']) {
    expect([file, (await server.ask(`/docs/${file}`)).status]).toEqual([file, 404]);
  }
});
