// A running Uphold to test: a fresh home served on a free port, or, with UPHOLD_URL, one that runs already.
//
// UPHOLD is the program (default build/release/uphold). `long` says whether this is ./check --long.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const long = process.env.UPHOLD_CHECK === 'long';

const program = process.env.UPHOLD ?? join(root, 'build/release/uphold');
// Stopped from outside, still leave nothing behind: what runs on exit runs then too.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const START_SECONDS = 30;
const STOP_SECONDS = 20;

// Gives { address, stop }, of a home with the reference data, or of the demonstration; stop() ends the program and gives what is wrong with how it ended.
export async function openHouse({ demo = false } = {}) {
    if (process.env.UPHOLD_URL) return { address: new URL(process.env.UPHOLD_URL).origin, stop: async () => [] };

    const folder = mkdtempSync(join(tmpdir(), 'uphold-'));
    const home = join(folder, 'home');
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

    const made = spawnSync(program, ['init', '--home', home, ...(demo ? ['--demo'] : [])], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`${program} init: ${made.error ?? made.stderr}`);
    const served = spawn(program, ['serve', '--home', home, '--port', '0']);
    process.on('exit', () => served.kill('SIGKILL'));

    let said = '';
    served.stderr.on('data', (text) => (said += text));
    const ended = new Promise((end) => served.on('close', (status, signal) => end({ status, signal })));
    const address = await new Promise((ready, fail) => {
        let out = '';
        const late = setTimeout(() => fail(new Error(`not serving after ${START_SECONDS} s: ${said}`)), START_SECONDS * 1000);
        served.stdout.on('data', (text) => {
            out += text;
            const found = /^public (http:\S+)\n/m.exec(out);
            if (!found) return;
            clearTimeout(late);
            ready(new URL(found[1]).origin);
        });
        ended.then(({ status, signal }) => fail(new Error(`serve ended (${signal ?? status}): ${said}`)));
    });

    const stop = async () => {
        served.kill('SIGTERM');
        const late = setTimeout(() => served.kill('SIGKILL'), STOP_SECONDS * 1000);
        const { status, signal } = await ended;
        clearTimeout(late);
        return status === 0 || signal === 'SIGTERM' ? [] : [`it ended with ${signal ?? `status ${status}`}`, said.slice(-4000)];
    };
    return { address, stop };
}
