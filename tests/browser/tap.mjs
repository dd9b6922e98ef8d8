// TAP on standard output. A test passes when nobody has a complaint.

let count = 0;
let failed = false;

const line = (text) => String(text).replaceAll('\n', '\n#   ').replaceAll('\r', '');

export function test(sentence, complaints = []) {
    count += 1;
    if (complaints.length) failed = true;
    console.log(`${complaints.length ? 'not ok' : 'ok'} ${count} - ${sentence.replaceAll('#', '№')}`);
    for (const complaint of complaints) console.log(`# ${line(complaint)}`);
}

export function skip(sentence, why) {
    count += 1;
    console.log(`ok ${count} - ${sentence.replaceAll('#', '№')} # SKIP ${why}`);
}

export function note(text) {
    console.log(`# ${line(text)}`);
}

// The whole suite cannot run here.
export function skipAll(why) {
    console.log(`1..0 # SKIP ${why}`);
    process.exit(0);
}

// Last: a suite without it counts as broken.
export function done() {
    console.log(`1..${count}`);
    process.exitCode = failed ? 1 : 0;
}
