// The Nu HTML checker finds neither error nor warning in the pages.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crawl, sample } from './crawl.mjs';
import { long, openHouse, root } from './house.mjs';
import { done, skipAll, test } from './tap.mjs';

const OF_EACH_PATTERN = long ? Infinity : 2;
const JAR = join(root, 'tests/browser/node_modules/vnu-jar/build/dist/vnu.jar');

if (spawnSync('java', ['-version']).error) skipAll('java is not installed');

// In the demonstration everything is on record that may be missing in the reference data.
const pages = [];
for (const demo of process.env.UPHOLD_URL ? [false] : [false, true]) {
    const house = await openHouse({ demo });
    const { resources } = await crawl(house.address);
    await house.stop();
    for (const { path, body } of sample(resources.filter(({ page }) => page), OF_EACH_PATTERN))
        pages.push({ path: demo ? `${path} of the demonstration` : path, body });
}

const folder = join(root, 'build/check/html');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const complaints = new Map();
pages.forEach(({ body }, at) => {
    const file = join(folder, `${at}.html`);
    writeFileSync(file, body);
    complaints.set(pathToFileURL(file).href, []);
});

const checked = spawnSync('java', ['-Xss2m', '-Xmx1g', '-jar', JAR, '--format', 'json', '--stdout', '--exit-zero-always', folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
});
if (checked.status !== 0) throw new Error(`the checker did not run: ${checked.error ?? checked.stderr}`);
const own = [];
for (const { type, subType, message, lastLine, extract, url } of JSON.parse(checked.stdout).messages) {
    if (type === 'info' && subType !== 'warning') continue;
    const said = `${subType ?? type}, line ${lastLine}: ${message} | ${(extract ?? '').replaceAll('\n', ' ')}`;
    (complaints.get(url) ?? complaints.get((url ?? '').replace('file:/', 'file:///')) ?? own).push(said);
}
pages.forEach(({ path }, at) => test(`${path} is valid HTML`, complaints.get(pathToFileURL(join(folder, `${at}.html`)).href)));
test('the checker read every page', own);
done();
