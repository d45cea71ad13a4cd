// node periksa.mjs PAGE CODE [KEYS [REVOKED]]: what the script of the page says of a code: the verdict
// and the rows, or nothing but the verdict; exit status 0 or 1. Without KEYS: by what the page holds.
import {readFileSync, writeFileSync} from 'node:fs';
import {webcrypto} from 'node:crypto';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const [page, code, keys, revoked] = process.argv.slice(2);
globalThis.crypto ??= webcrypto;
const html = readFileSync(page, 'utf8');
const script = html.match(/<script type="module">\n([^]*)<\/script>/)[1];
const module = join(process.env.TMPDIR ?? tmpdir(), `periksa-${process.pid}.mjs`);
writeFileSync(module, script + '\nexport {berpijar};\n');
const {berpijar, verifyAsync} = await import(pathToFileURL(module));
const text = path => path ? readFileSync(path, 'utf8') : '';
const held = id => html.match(`<textarea id="${id}"[^>]*>([^<]*)`)[1]
	.replaceAll('&lt;', '<').replaceAll('&amp;', '&');
const said = await berpijar.check(text(code), keys ? text(keys) : held('keys'),
	keys ? text(revoked) : held('revoked'),
	(signature, message, key) => verifyAsync(signature, message, key, {zip215: false}));
console.log(said.verdict);
for (const [label, value] of said.rows)
	console.log(`${label.padEnd(14)} ${value}`);
process.exitCode = said.good ? 0 : 1;
