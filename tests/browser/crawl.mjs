// What a house has to show: every address on it that can be reached from its first page.

import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'parse5';
import { long, root } from './house.mjs';

const AT_ONCE = 8;
const MOST_ADDRESSES = long ? 10000 : 3000;
// Facets and page numbers can be combined without end: so many addresses with a query of one shape.
const MOST_OF_A_QUERY = long ? 60 : 10;
// More different names than this in one folder are names of things, not of kinds of pages.
const MOST_NAMES = 12;
const FOLLOWED = { a: 'href', area: 'href', link: 'href', img: 'src', script: 'src', source: 'src', form: 'action' };

const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });

// Gives { path, status, headers, type, bytes (as sent), body }. A failed connection is status 0.
export function get(address, path) {
    return new Promise((give) => {
        const request = http.get(address + path, { agent, headers: { 'accept-encoding': 'gzip' } }, (response) => {
            const parts = [];
            response.on('data', (part) => parts.push(part));
            response.on('error', (error) => give({ path, status: 0, headers: {}, type: '', bytes: 0, body: Buffer.from(String(error)) }));
            response.on('end', () => {
                const sent = Buffer.concat(parts);
                const body = response.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
                const type = (response.headers['content-type'] ?? '').split(';')[0].trim();
                give({ path, status: response.statusCode, headers: response.headers, type, bytes: sent.length, body });
            });
        });
        request.on('error', (error) => give({ path, status: 0, headers: {}, type: '', bytes: 0, body: Buffer.from(String(error)) }));
    });
}

function* elements(node) {
    if (node.tagName) yield node;
    for (const child of node.childNodes ?? []) yield* elements(child);
}

function text(node) {
    return node.nodeName === '#text' ? node.value : (node.childNodes ?? []).map(text).join('');
}

// What a page says of itself. Links are { path, fragment } on the same site.
export function readPage(html, address, path) {
    const page = { title: '', headings: 0, language: '', links: [], styles: [], ids: new Set() };
    for (const element of elements(parse(html))) {
        const attribute = Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));
        if (attribute.id) page.ids.add(attribute.id);
        if (element.tagName === 'html') page.language = attribute.lang ?? '';
        if (element.tagName === 'title' && element.parentNode.tagName === 'head') page.title = text(element).trim();
        if (element.tagName === 'h1') page.headings += 1;
        const target = attribute[FOLLOWED[element.tagName]];
        if (target === undefined) continue;
        if (element.tagName === 'form' && (attribute.method ?? 'get').toLowerCase() !== 'get') continue;
        let url;
        try {
            url = new URL(target, address + path);
        } catch {
            page.links.push({ path: `not an address: ${target}`, fragment: '' });
            continue;
        }
        if (url.origin !== address) continue;
        const link = { path: url.pathname + url.search, fragment: decodeURIComponent(url.hash.slice(1)) };
        page.links.push(link);
        if (element.tagName === 'link' && /\bstylesheet\b/i.test(attribute.rel ?? '')) page.styles.push(link.path);
    }
    return page;
}

// The shape of an address: /elections/2013/CHN?page=2 is /elections/YEAR/STATE?page.
function shape(path) {
    const [folders, query = ''] = path.split('?');
    const named = folders.split('/').map((name) => {
        const [, stem, ending] = /^(.*?)(\.[a-z]+)?$/.exec(name);
        if (/^[A-Z]{3}$/.test(stem)) return `STATE${ending ?? ''}`;
        if (/^\d{4}-\d\d-\d\d$/.test(stem)) return `DAY${ending ?? ''}`;
        if (/^(19|20)\d\d$/.test(stem)) return `YEAR${ending ?? ''}`;
        if (/^\d+$/.test(stem)) return `NUMBER${ending ?? ''}`;
        return name;
    });
    const keys = [...new URLSearchParams(query)].map(([key, value]) => (/^(lang|theme)$/.test(key) ? `${key}=${value}` : key));
    return named.join('/') + (keys.length ? `?${[...new Set(keys)].sort().join('&')}` : '');
}

// Gives each resource its pattern: its shape, with the names in well filled folders taken as names.
function setPatterns(resources) {
    const names = new Map();
    const folders = (path) => shape(path).split('?')[0].split('/').slice(1);
    for (const { path } of resources) {
        folders(path).forEach((name, at, all) => {
            const within = all.slice(0, at).join('/');
            if (!names.has(within)) names.set(within, new Set());
            names.get(within).add(name);
        });
    }
    for (const resource of resources) {
        const query = shape(resource.path).split('?')[1];
        const pattern = folders(resource.path).map((name, at, all) => {
            const sections = at === 0 || (at === 1 && /^[a-z]{2}$/.test(all[0])); // of the site, or of a language
            const crowded = !sections && names.get(all.slice(0, at).join('/')).size > MOST_NAMES;
            return crowded ? `*${/\.[a-z]+$/.exec(name)?.[0] ?? ''}` : name;
        });
        resource.pattern = `/${pattern.join('/')}${query ? `?${query}` : ''}`;
    }
}

function listedRoutes() {
    return readFileSync(join(root, 'tests/browser/routes.txt'), 'utf8')
        .split('\n')
        .map((line) => /^(?:(\d+) )?(\/\S*)$/.exec(line.trim()))
        .filter(Boolean)
        .map(([, status, path]) => ({ path, expected: Number(status ?? 200) }));
}

// Breadth first from /, each address once. Gives { resources, notFollowed }: a resource is what get() gives
// with expected (the status), from (who links to it first), pattern and, for HTML, page. A redirection
// within the site is followed and not a resource; moved tells where it led.
export async function crawl(address) {
    const resources = [];
    const moved = new Map();
    const seen = new Set();
    const shapes = new Map();
    let notFollowed = 0;
    let level = [];
    const meet = (path, from, expected = 200) => {
        if (seen.has(path)) return;
        seen.add(path);
        const ofShape = (shapes.get(shape(path)) ?? 0) + 1;
        shapes.set(shape(path), ofShape);
        if (seen.size > MOST_ADDRESSES || (path.includes('?') && ofShape > MOST_OF_A_QUERY)) notFollowed += 1;
        else level.push({ path, from, expected });
    };

    meet('/', 'the start');
    for (const { path, expected } of listedRoutes()) meet(path, 'routes.txt', expected);
    while (level.length) {
        const now = level;
        level = [];
        const got = [];
        const next = now.entries();
        const work = async () => {
            for (const [at, { path }] of next) got[at] = await get(address, path);
        };
        await Promise.all(Array.from({ length: AT_ONCE }, work));
        now.forEach(({ path, from, expected }, at) => {
            const resource = Object.assign(got[at], { from, expected });
            if (resource.status >= 300 && resource.status < 400 && resource.headers.location) {
                const to = new URL(resource.headers.location, address + path);
                moved.set(path, to.pathname + to.search);
                if (to.origin === address) meet(to.pathname + to.search, path);
                return;
            }
            resources.push(resource);
            if (resource.type !== 'text/html') return;
            resource.page = readPage(resource.body.toString('utf8'), address, path);
            for (const link of resource.page.links) meet(link.path, path);
        });
    }
    setPatterns(resources);
    agent.destroy();
    return { resources, moved, notFollowed };
}

// So many pages of each pattern: the first met, the biggest, then as they come. In rounds, so that who
// runs out of time has seen each pattern.
export function sample(pages, ofEach) {
    const byPattern = new Map();
    for (const page of pages) {
        if (!byPattern.has(page.pattern)) byPattern.set(page.pattern, []);
        byPattern.get(page.pattern).push(page);
    }
    const rounds = [];
    for (const [first, ...others] of byPattern.values()) {
        const biggest = others.reduce((most, page) => (page.body.length > (most?.body.length ?? 0) ? page : most), null);
        const order = biggest ? [first, biggest, ...others.filter((page) => page !== biggest)] : [first];
        order.slice(0, ofEach).forEach((page, round) => (rounds[round] ??= []).push(page));
    }
    return rounds.flat();
}
