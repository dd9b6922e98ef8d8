// How a page is looked at: light and dark, wide and on a phone; what axe-core finds, and what sticks out.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './house.mjs';

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 360, height: 740 };
export const SETTINGS = [
    { name: 'light, wide', colorScheme: 'light', viewport: WIDE },
    { name: 'dark, wide', colorScheme: 'dark', viewport: WIDE },
    { name: 'light, narrow', colorScheme: 'light', viewport: NARROW },
    { name: 'dark, narrow', colorScheme: 'dark', viewport: NARROW },
];
// As the first script of every document: compiled once, and out of reach of the page's policy.
export const AXE = readFileSync(join(root, 'tests/browser/node_modules/axe-core/axe.min.js'), 'utf8');

// Run in the page -----------------------------------------------------------------------------------

export function stickingOut() {
    const width = window.innerWidth;
    if (document.scrollingElement.scrollWidth <= width) return [];
    const culprits = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 0.5);
    const described = culprits.slice(0, 5).map((element) => `  ${element.outerHTML.slice(0, 120)}`);
    return [`${document.scrollingElement.scrollWidth} pixels wide in a window of ${width}`, ...described];
}

export async function axeFindings() {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'], preload: false, elementRef: false });
    return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length} times), first at ${nodes[0].html.slice(0, 200)}\n${nodes[0].failureSummary}`);
}
