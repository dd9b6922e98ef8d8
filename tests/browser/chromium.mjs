// Debian's Chromium, never a download. Gives a Playwright browser, or nothing where there is no Chromium.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];

export async function openChromium() {
    const program = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'chromium')).find(existsSync);
    return program ? chromium.launch({ executablePath: program, args: FLAGS }) : null;
}
