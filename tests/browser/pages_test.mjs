// Every address that can be reached: it answers, says what it is, is small, leads somewhere; its data parse.

import { crawl } from './crawl.mjs';
import { openHouse } from './house.mjs';
import { done, note, test } from './tap.mjs';

const FIRST_VIEW_BYTES = 50 * 1024;

function jsonComplaints(body) {
    try {
        JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
        return [];
    } catch (error) {
        return [error.message];
    }
}

// RFC 4180: gives the number of cells of each row; throws on a quote out of place.
function csvWidths(csv) {
    const widths = [];
    const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|\n|$)/y;
    let cells = 0;
    while (cell.lastIndex < csv.length) {
        const start = cell.lastIndex;
        const found = cell.exec(csv);
        if (!found) throw new Error(`row ${widths.length + 1}: a cell out of shape at character ${start}`);
        cells += 1;
        if (found[2] === ',' && cell.lastIndex < csv.length) continue;
        if (found[2] === ',') cells += 1;
        widths.push(cells);
        cells = 0;
    }
    return widths;
}

function csvComplaints(body) {
    try {
        const widths = csvWidths(new TextDecoder('utf-8', { fatal: true }).decode(body));
        if (!widths.length) return ['it is empty: not even a row of names'];
        return widths.flatMap((width, at) => (width === widths[0] ? [] : [`row ${at + 1} has ${width} cells, the first has ${widths[0]}`])).slice(0, 5);
    } catch (error) {
        return [error.message];
    }
}

const isJson = ({ type, path }) => /[/+]json$/.test(type) || /\.json(\?|$)/.test(path);
const isCsv = ({ type, path }) => type === 'text/csv' || /\.csv(\?|$)/.test(path);

const house = await openHouse();
const { resources, moved, notFollowed } = await crawl(house.address);
const byPath = new Map(resources.map((resource) => [resource.path, resource]));

// Where a link ends: the resource, or nothing when the crawl did not get there.
function arrive(path) {
    for (let turns = 0; turns < 5 && moved.has(path); turns += 1) path = moved.get(path);
    return byPath.get(path);
}

function linkComplaints(resource) {
    const complaints = new Set();
    for (const { path, fragment } of resource.page.links) {
        const there = arrive(path);
        if (path.startsWith('not an address')) complaints.add(path);
        else if (moved.has(path) && !there) complaints.add(`${path} leads to ${moved.get(path)}, which is no page here`);
        else if (there && there !== resource && there.status !== 200) complaints.add(`${path} answers ${there.status}`);
        else if (fragment && there?.page && !there.page.ids.has(fragment)) complaints.add(`${path} has nothing called ${fragment}`);
    }
    return [...complaints];
}

function checkPage(resource) {
    const { path, page, bytes } = resource;
    const wrong = [];
    if (!page.title) wrong.push('no title');
    if (page.headings !== 1) wrong.push(`${page.headings} h1`);
    if (!page.language) wrong.push('no language');
    test(`${path} has a title, one first heading and its language`, wrong);
    test(`${path} leads only to what is there`, linkComplaints(resource));

    const styles = page.styles.map(arrive).filter(Boolean);
    const size = styles.reduce((sum, style) => sum + style.bytes, bytes);
    test(`${path} is seen first with less than 50 KB`, size < FIRST_VIEW_BYTES ? [] : [`${size} bytes: ${bytes} of HTML, the rest style`]);
}

for (const resource of resources) {
    const { path, status, expected, from, body } = resource;
    test(`${path} answers ${expected}`, status === expected ? [] : [`it answers ${status}; linked from ${from}`, ...(status ? [] : [body])]);
    if (status !== expected) continue;
    if (resource.page) checkPage(resource);
    else if (isJson(resource)) test(`${path} is JSON`, jsonComplaints(body));
    else if (isCsv(resource)) test(`${path} is CSV with as many cells in every row`, csvComplaints(body));
}
if (notFollowed) note(`${notFollowed} more addresses were linked and not followed: too many of one shape of query`);
test('there is more than one page', resources.filter(({ page }) => page).length > 1 ? [] : ['the first page leads nowhere']);
test('the program served all this and ended when asked to', await house.stop());
done();
