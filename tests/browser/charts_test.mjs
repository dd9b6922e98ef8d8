// The charts of tests/fixtures/draw in a real browser, with the style sheet: on a page of 320 pixels, in a
// usual font and in a wide one, each text is legible, on the paper, and clear of the others; axe-core and
// the browser's own reading of the accessibility tree find their names.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openChromium } from './chromium.mjs';
import { done, skipAll, test } from './tap.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'tests/fixtures/draw');
const LEAST_LETTERS = 11; // pixels
const FONTS = ['', 'DejaVu Sans'];
const SCHEMES = ['light', 'dark'];
const style = readFileSync(join(root, 'web/style.css'), 'utf8');
const AXE = readFileSync(join(root, 'tests/browser/node_modules/axe-core/axe.min.js'), 'utf8');
const charts = readdirSync(folder).filter((name) => name.endsWith('.svg') && name !== 'interval_mark.svg').sort();

function pageOf(name, font) {
    const arabic = name.includes('arabic');
    return `<!DOCTYPE html><html lang="${arabic ? 'ar' : 'en'}" dir="${arabic ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">
        <title>${name}</title><meta name="viewport" content="width=device-width"><style>${style}</style>
        ${font ? `<style>body { font-family: "${font}" }</style>` : ''}</head>
        <body><main><h1>${name}</h1><figure class="chart">${readFileSync(join(folder, name), 'utf8')}</figure></main></body></html>`;
}

// Run in the page: complaints about the texts of its chart.
function textComplaints(least) {
    const svg = document.querySelector('svg.chart');
    const paper = svg.getBoundingClientRect();
    const found = [];
    if (document.scrollingElement.scrollWidth > window.innerWidth) found.push('the page scrolls sideways');
    const scale = paper.width / svg.viewBox.baseVal.width;
    // Where letters can be: a text's box has room for accents above and below them, which may overlap.
    const texts = [...svg.querySelectorAll('text')].map((text) => {
        const box = text.getBoundingClientRect();
        return { words: text.textContent, letters: parseFloat(getComputedStyle(text).fontSize) * scale,
            left: box.left, right: box.right, top: box.top + box.height * 0.2, bottom: box.bottom - box.height * 0.2 };
    });
    for (const { words, letters, left, right, top, bottom } of texts) {
        if (letters < least) found.push(`"${words}" has letters of ${letters.toFixed(1)} pixels`);
        if (left < paper.left - 1 || right > paper.right + 1 || top < paper.top || bottom > paper.bottom)
            found.push(`"${words}" sticks out: ${left.toFixed(1)} to ${right.toFixed(1)} of ${paper.left} to ${paper.right}`);
    }
    texts.forEach((one, at) => {
        for (const other of texts.slice(at + 1))
            if (one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)
                found.push(`"${one.words}" and "${other.words}" overlap`);
    });
    return found;
}

async function axeComplaints() {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'], preload: false });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html.slice(0, 200)}`);
}

const browser = await openChromium();
if (!browser) skipAll('chromium is not installed');
const page = await browser.newPage({ viewport: { width: 320, height: 700 } });
for (const name of charts) {
    for (const font of FONTS) {
        await page.setContent(pageOf(name, font));
        test(`${name}: texts are legible, on the paper and clear of each other${font ? ` in ${font}` : ''}`,
            await page.evaluate(textComplaints, LEAST_LETTERS));
    }
    const complaints = [];
    for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await page.setContent(pageOf(name, ''));
        await page.evaluate(AXE);
        complaints.push(...(await page.evaluate(axeComplaints)));
    }
    const wanted = await page.$eval('svg.chart title', (title) => title.textContent);
    if (!name.includes('hostile') && !(await page.getByRole('img', { name: wanted }).count())) complaints.push(`no image is called "${wanted}"`);
    test(`${name}: axe-core finds nothing, and the image has its title as a name`, complaints);
}
await browser.close();
done();
