// Two people on the pages of the demonstration (A1, A3, A4): a mission's officer sees what is due and why, with the
// keyboard alone; a researcher goes from the response curve by the filters to one letter, with and without scripts.
// Where they stop, axe-core finds nothing, light and dark, wide and narrow, and nothing sticks out of a phone.

import { openChromium } from './chromium.mjs';
import { openHouse } from './house.mjs';
import { AXE, axeFindings, NARROW, SETTINGS, stickingOut, WIDE } from './look.mjs';
import { done, skipAll, test } from './tap.mjs';

const browser = await openChromium();
if (!browser) skipAll('chromium is not installed');
const house = await openHouse({ demo: true });
const at = (tab) => tab.url().slice(house.address.length);
const has = async (tab, words) => ((await tab.locator('main').innerText()).includes(words) ? [] : [`no "${words}" on ${at(tab)}`]);
const is = (got, wanted) => (got === wanted ? [] : [`${got}, wanted ${wanted}`]);

async function openTab(options) {
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: WIDE, ...options });
    await context.addInitScript(AXE);
    const tab = await context.newPage();
    tab.setDefaultTimeout(10000);
    return tab;
}

async function look(tab, what) {
    for (const { name, colorScheme, viewport } of SETTINGS) {
        await tab.setViewportSize(viewport);
        await tab.emulateMedia({ colorScheme });
        test(`${what}: axe finds nothing (${name})`, await tab.evaluate(axeFindings));
        if (viewport === NARROW) test(`${what} fits 360 pixels (${name})`, await tab.evaluate(stickingOut));
    }
    await tab.setViewportSize(WIDE);
}

// Without an answer in time a walk fails with where it stood, and the next one begins.
async function walk(who, tab, steps) {
    try {
        await steps(tab);
    } catch (error) {
        test(`${who} gets to the end`, [`at ${at(tab)}`, error.stack]);
    }
    await tab.context().close();
}

await walk('the officer', await openTab({}), async (tab) => {
    await tab.goto(`${house.address}/states/XBB`);
    await tab.locator('main a[href="/states/XBB/due"]').first().click();
    test('from the page of the State the officer gets to what is due', is(at(tab), '/states/XBB/due'));

    const item = tab.locator('li', { has: tab.locator('a[href="/communications/XBB/2/2026"]') }).first();
    const why = item.locator('summary');
    test('why a date is that date is folded away', (await item.locator('ol').isVisible()) ? ['it is not'] : []);
    await why.focus();
    await tab.keyboard.press('Enter');
    test('and opens with the keyboard', (await item.locator('ol').isVisible()) ? [] : ['it does not']);
    test('the steps begin with the start of the clock', await has(tab, 'The clock starts: 25 May 2026.'));
    for (const summary of await tab.locator('summary').all()) await summary.evaluate((element) => (element.parentElement.open = true));
    await look(tab, 'what is due, unfolded');

    await item.locator('a').first().click();
    test('the item leads to the letter', is(at(tab), '/communications/XBB/2/2026'));
    test('where the same day stands', await has(tab, 'Due on 24 July 2026'));
    await look(tab, 'a letter without a reply');
    await tab.locator('main a[href="/states/XBB/due"]').click();
    await tab.locator('a[href="/visits/XBB/wg-disappearances/1"]').click();
    test('a request for a visit has its own page and age', await has(tab, 'open for'));
    await look(tab, 'a visit that is awaited');
    await tab.goto(`${house.address}/states/XCC/due`);
    await look(tab, 'a State from which little is due');
});

for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with scripts' : 'without scripts';
    await walk(`the researcher ${how}`, await openTab({ javaScriptEnabled }), async (tab) => {
        await tab.goto(house.address);
        await tab.locator('header a[href="/communications"]').click();
        test(`the curve is on the page (${how})`, (await tab.locator('#response svg').count()) === 1 ? [] : ['no curve']);
        if (javaScriptEnabled) await look(tab, 'the letters with their curve');

        await tab.getByLabel('State', { exact: true }).selectOption('XBB');
        await tab.getByLabel('Mandate', { exact: true }).selectOption('torture');
        await tab.getByRole('button', { name: 'Filter' }).click();
        const rows = tab.locator('main tbody').last().locator('tr');
        const found = Number(/(\d+) found/.exec(await tab.locator('main').innerText())[1]);
        test(`the filter gives as many letters as it says (${how})`, is(await rows.count(), found));
        test(`and keeps what was chosen (${how})`, is(await tab.getByLabel('State', { exact: true }).inputValue(), 'XBB'));
        if (javaScriptEnabled) await look(tab, 'a choice of letters');

        const letter = rows.first().locator('th a');
        const reference = await letter.innerText();
        await letter.click();
        test(`a letter is told with its source (${how})`, [...(await has(tab, reference)), ...(await has(tab, 'Source: Fictional'))]);
        if (javaScriptEnabled) await look(tab, 'a letter');
        await tab.goBack();
        await tab.getByLabel('Reply', { exact: true }).selectOption({ index: 1 });
        await tab.getByLabel('From', { exact: true }).fill('2099-01-01');
        await tab.getByRole('button', { name: 'Filter' }).click();
        test(`an empty choice is never a no (${how})`, await has(tab, 'That is never a “no”'));
        if (javaScriptEnabled) await look(tab, 'an empty choice');
        await tab.getByRole('link', { name: 'Clear' }).click();
        test(`and can be cleared (${how})`, is(at(tab), '/communications'));
    });
}

await walk('the visits', await openTab({}), async (tab) => {
    await tab.goto(`${house.address}/visits`);
    await look(tab, 'the visits');
    await tab.goto(`${house.address}/visits?status=completed`);
    await tab.locator('main tbody td a').first().click();
    await look(tab, 'a visit that took place');
});

await browser.close();
test('the program served all this and ended when asked to', await house.stop());
done();
