// The pages in a real browser: nothing goes wrong while they load, nothing comes from elsewhere, they say
// the same without JavaScript, fit a phone, and axe-core finds nothing in light and dark, wide and narrow.

import { openChromium } from './chromium.mjs';
import { crawl, sample } from './crawl.mjs';
import { long, openHouse } from './house.mjs';
import { AXE, axeFindings, NARROW, SETTINGS, stickingOut, WIDE } from './look.mjs';
import { done, skip, skipAll, test } from './tap.mjs';

const OF_EACH_PATTERN = long ? 40 : 2;
const MOST_MINUTES = long ? 12 : 4;
const AT_ONCE = 2;

// Run in the page -----------------------------------------------------------------------------------

function outline() {
    const all = (selector, of) => [...document.querySelectorAll(selector)].map(of);
    return [...all('h1, h2, h3', (heading) => `the heading "${heading.textContent.trim()}"`), ...all('a[href]', (link) => `the link to ${link.href}`)];
}

// ---------------------------------------------------------------------------------------------------

// A tab that listens. visit(resource) loads it and gives the list that grows as things go wrong.
async function openTab(context, address) {
    const tab = await context.newPage();
    let complaints = [];
    let expected = 200;
    let visited = '';
    const expectedOf = (url) => url === visited && expected !== 200;
    tab.on('console', (message) => {
        const { url } = message.location();
        // Of a page that should answer 404 Chromium complains all the same.
        if (message.type() === 'error' && !expectedOf(url)) complaints.push(`console: ${message.text()} ${url}`);
    });
    tab.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
    tab.on('request', (request) => {
        const url = new URL(request.url());
        if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== address) complaints.push(`asks a stranger: ${url.href}`);
    });

    const visit = async (resource) => {
        ({ expected } = resource);
        visited = address + resource.path;
        complaints = [];
        const response = await tab.goto(visited, { waitUntil: 'load' });
        if (response.status() !== expected) complaints.push(`it answers ${response.status()}`);
        return complaints;
    };
    return { tab, visit };
}

async function checkPage(scripted, plain, resource) {
    const { path } = resource;
    await scripted.tab.setViewportSize(WIDE);
    const complaints = await scripted.visit(resource);
    const shown = await scripted.tab.evaluate(outline);
    const findings = [];
    let overflow = [];
    for (const { colorScheme, viewport } of SETTINGS) {
        await scripted.tab.setViewportSize(viewport);
        await scripted.tab.emulateMedia({ colorScheme });
        if (viewport === NARROW) overflow = await scripted.tab.evaluate(stickingOut);
        findings.push(await scripted.tab.evaluate(axeFindings));
    }

    const plainComplaints = await plain.visit(resource);
    const shownPlain = new Set(await plain.tab.evaluate(outline));
    if (!(await plain.tab.locator('h1').first().isVisible())) plainComplaints.push('no visible first heading');
    for (const part of shown) if (!shownPlain.has(part)) plainComplaints.push(`lacks ${part}`);

    test(`${path} loads without an error and asks no stranger`, complaints);
    test(`${path} says the same without JavaScript`, plainComplaints);
    test(`${path} fits 360 pixels`, overflow);
    SETTINGS.forEach(({ name }, at) => test(`${path}: axe finds nothing (${name})`, findings[at]));
}

const browser = await openChromium();
if (!browser) skipAll('chromium is not installed');
const house = await openHouse();
const { resources } = await crawl(house.address);
const pages = sample(resources.filter(({ page }) => page), OF_EACH_PATTERN);
const end = Date.now() + MOST_MINUTES * 60000;

const queue = pages.values();
let left = 0;
async function work() {
    const calm = { reducedMotion: 'reduce', viewport: WIDE };
    const withScripts = await browser.newContext(calm);
    // As the first script of every document: compiled once, and out of reach of the page's policy.
    await withScripts.addInitScript(AXE);
    const scripted = await openTab(withScripts, house.address);
    const plain = await openTab(await browser.newContext({ ...calm, javaScriptEnabled: false }), house.address);
    for (const resource of queue) {
        if (Date.now() > end) {
            left += 1;
            continue;
        }
        try {
            await checkPage(scripted, plain, resource);
        } catch (error) {
            test(`${resource.path} can be looked at`, [error.stack]);
        }
    }
}
await Promise.all(Array.from({ length: AT_ONCE }, work));
if (left) skip(`${left} of ${pages.length} pages are looked at`, `${MOST_MINUTES} minutes were over`);
await browser.close();
test('the program served all this and ended when asked to', await house.stop());
done();
