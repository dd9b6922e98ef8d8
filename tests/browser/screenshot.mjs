// node tests/browser/screenshot.mjs URL FILE [--width N] [--dark] [--screen]: a picture of a page as a PNG,
// the whole page, or with --screen what a screen shows of it first.

import { parseArgs } from 'node:util';
import { openChromium } from './chromium.mjs';

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { width: { type: 'string', default: '1280' }, dark: { type: 'boolean' }, screen: { type: 'boolean' } },
});
const [url, file] = positionals;
if (!url || !file) {
    console.error('usage: screenshot.mjs URL FILE [--width N] [--dark] [--screen]');
    process.exit(2);
}
const browser = await openChromium();
if (!browser) throw new Error('chromium is not installed');
const page = await browser.newPage({
    viewport: { width: Number(values.width), height: 900 },
    colorScheme: values.dark ? 'dark' : 'light',
});
await page.goto(url);
await page.screenshot({ path: file, fullPage: !values.screen });
await browser.close();
