// What the code on a printed proof says, and whether its server said so: the same as
// `berpijar proof --verify-qr` (src/learn/claim.c has the form, include/berpijar/claim.h the
// words). Stands behind noble-ed25519/index.js in one module (make.sh).
const berpijar = (() => {
	const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
	const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // of a number
	const begin = 'BP1:', end = ':';
	const most = 366; // characters
	const months = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus',
		'September', 'Oktober', 'November', 'Desember'];

	const words = {
		number: 'Itu hanya nomor bukti, seperti di layar atau di bukti yang tidak ' +
			'ditandatangani: tidak dapat diperiksa sendirian.',
		alien: 'Ini bukan isi kode QR dari bukti berpijar, yang berawal dengan BP1:.',
		cut: 'TERPOTONG: akhirnya, sebuah titik dua, tidak ada; salinlah seluruh isi kode itu.',
		garbled: 'SALAH: isinya tidak mungkin ditulis berpijar; pindailah sekali lagi. ' +
			'Bila tetap begitu, kode itu bukan dari server.',
	};

	// Base 45 (RFC 9285); null: it is none.
	function base45(text) {
		const bytes = [];
		if (text.length % 3 === 1)
			return null;
		for (let i = 0; i < text.length; i += 3) {
			const digits = [...text.slice(i, i + 3)].map(c => alphabet.indexOf(c));
			const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
			const pair = digits.length === 3;
			if (digits.includes(-1) || value > (pair ? 0xffff : 0xff))
				return null;
			if (pair)
				bytes.push(value >> 8);
			bytes.push(value & 0xff);
		}
		return Uint8Array.from(bytes);
	}

	const hex = bytes => [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
	const unhex = text => Uint8Array.from(text.match(/../g), pair => parseInt(pair, 16));

	// The number of a proof, and the URN by which it is revoked, of its 60 bits.
	function numberOf(bits) {
		let number = '';
		for (let shift = 55n; shift >= 0n; shift -= 5n)
			number += letters[Number(bits >> shift & 31n)];
		return number.match(/..../g).join('-');
	}
	function urnOf(bits) {
		const digits = bits.toString(16).padStart(15, '0');
		return `urn:uuid:${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(12)}` +
			'-a265-7270696a6172';
	}

	// Controls, and what changes the order of what is read, are shown as what they are not.
	const clean = bytes => new TextDecoder().decode(bytes)
		.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');

	// {fault} or what the text claims; nothing is verified yet.
	function read(text) {
		text = text.trim();
		if (/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/.test(text))
			return {fault: words.number};
		if (!text.startsWith(begin))
			return {fault: words.alien};
		if (text.length === begin.length || !text.endsWith(end))
			return {fault: words.cut};
		const bytes = text.length <= most && base45(text.slice(begin.length, -end.length));
		if (!bytes)
			return {fault: words.garbled};
		return parse(bytes);
	}

	function parse(bytes) {
		let at = 0;
		const take = count => bytes.subarray(at, at += count);
		const number = count => take(count).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
		const text = () => clean(take(Number(number(1))));
		const claim = {key: hex(take(8)), bits: number(8) & (1n << 60n) - 1n};
		claim.signedAt = Number(number(4)) * 1000;
		claim.doneAt = Number(number(4)) * 1000;
		claim.halves = Number(number(2));
		claim.minutes = Number(number(3));
		const flags = Number(number(1));
		[claim.brought, claim.confirmed, claim.nipConfirmed] =
			[flags & 1, flags & 2, flags & 4].map(Boolean);
		[claim.name, claim.nip, claim.course] = [text(), text(), text()];
		claim.covered = Uint8Array.from([...new TextEncoder().encode(begin),
			...bytes.subarray(0, at)]);
		claim.signature = take(64);
		if (at > bytes.length)
			return {fault: words.cut};
		return at < bytes.length ? {fault: words.garbled} : claim;
	}

	// The lines of key.pub and keys.pub; null: there is one that is none.
	function readKeys(text) {
		const keys = [];
		for (const line of text.split('\n').map(one => one.trim()).filter(Boolean)) {
			const found = line.match(
				/^(?:(retired|revoked) (\S+) )?berpijar-ed25519 ([0-9a-fA-F]{64}) (.{1,64})$/);
			const since = found && found[1] ? Date.parse(found[2]) : 0;
			if (!found || found[1] && !(/^\d{4}-\d\d-\d\dT/.test(found[2]) && since > 0))
				return null;
			keys.push({state: found[1], since, hex: found[3].toLowerCase(), server: found[4]});
		}
		return keys;
	}

	// The key that a claim names. It may stand there twice: what is revoked stays so, from the
	// earliest instant on.
	function keyOf(keys, claim) {
		const states = [undefined, 'retired', 'revoked'];
		return keys.filter(one => one.hex.startsWith(claim.key)).sort((a, b) =>
			states.indexOf(b.state) - states.indexOf(a.state) || a.since - b.since)[0];
	}

	// revoked.json: reasons by URNs; null: it is none.
	function readRevoked(text) {
		if (!text.trim())
			return new Map();
		try {
			return new Map(JSON.parse(text).revokedCredential
				.filter(entry => entry.revoked !== false)
				.map(entry => [entry.id, String(entry.revocationReason ?? '')]));
		} catch {
			return null;
		}
	}

	// A day of Western Indonesian Time.
	function day(at) {
		const date = new Date(at + 7 * 3600 * 1000);
		return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
	}

	function rowsOf(claim) {
		const own = (text, confirmed) => text && !confirmed ? `${text} (menurut pengisi)` : text || '-';
		const jp = String(claim.halves / 2).replace('.', ',');
		const rows = [['Nomor', numberOf(claim.bits)], ['Nama', own(claim.name, claim.confirmed)],
			['NIP', own(claim.nip, claim.nipConfirmed)], ['Kursus', claim.course || '-'],
			['JP', claim.brought
				? `${jp} (sebagian dibawa masuk; servernya tidak menjaminnya)` : jp],
			['Menit', String(claim.minutes)], ['Selesai', day(claim.doneAt)]];
		if (claim.signedAt)
			rows.push(['Ditandatangani', day(claim.signedAt)]);
		return rows;
	}

	// What a key that does not sign any more is worth: [whether it is believed, words].
	function stateOf(key, claim) {
		if (key.state === 'retired')
			return [true, `Kunci itu diganti pada ${day(key.since)}; bukti yang ditandatanganinya tetap berlaku.`];
		if (key.state !== 'revoked')
			return [true, ''];
		const gone = `Kunci itu DICABUT sejak ${day(key.since)}. `;
		if (!claim.signedAt)
			return [false, gone + 'Bukti ini tidak menyebut kapan ditandatangani; tanyakan nomornya kepada servernya.'];
		if (claim.signedAt >= key.since)
			return [false, gone + `Bukti ini ditandatangani sesudahnya, pada ${day(claim.signedAt)}: jangan dipercaya.`];
		return [true, gone + `Bukti ini menyebut dirinya ditandatangani sebelum itu, pada ${day(claim.signedAt)}; mintalah servernya mencocokkan nomornya.`];
	}

	// verify(signature, message, publicKey) → promise of a boolean.
	async function check(text, keysText, revokedText, verify) {
		const wrong = verdict => ({good: false, verdict, rows: []});
		const claim = read(text);
		if (claim.fault)
			return wrong(claim.fault);
		const keys = readKeys(keysText), revoked = readRevoked(revokedText);
		if (!keys)
			return wrong('Kunci publik tidak terbaca: tempelkan isi key.pub atau keys.pub apa adanya.');
		if (!revoked)
			return wrong('Daftar pencabutan tidak terbaca: tempelkan isi revoked.json apa adanya.');
		const key = keyOf(keys, claim);
		if (!key && !keys.length)
			return wrong(`Kunci ${claim.key}… belum diketahui; mintalah key.pub dari servernya, lalu tempelkan.`);
		if (!key)
			return wrong(`KUNCI ASING: kode itu menyebut kunci ${claim.key}…, yang BUKAN kunci server ${keys[0].server}.`);
		if (!await verify(claim.signature, claim.covered, unhex(key.hex)))
			return wrong(`BERUBAH: isi kode itu bukan yang ditandatangani server ${key.server}.`);
		const [believed, state] = stateOf(key, claim);
		const reason = revoked.get(urnOf(claim.bits));
		const gone = reason === undefined ? ''
			: `DICABUT: bukti nomor ${numberOf(claim.bits)} tidak berlaku lagi: ${reason}`;
		return {good: believed && !gone, rows: rowsOf(claim), verdict: [
			`Utuh, ditandatangani server ${key.server}. Bandingkan dengan kertasnya.`, state, gone]
			.filter(Boolean).join(' ')};
	}

	return {check};
})();

// ---- the page ----

if (globalThis.document) {
	const field = id => document.getElementById(id);
	const show = ({good, verdict, rows}) => {
		field('verdict').textContent = (good ? '✓ ' : '✗ ') + verdict;
		field('verdict').className = good ? 'good' : 'bad';
		field('rows').replaceChildren(...rows.map(([label, value]) => {
			const row = document.createElement('tr');
			row.append(document.createElement('th'), document.createElement('td'));
			row.firstChild.textContent = label;
			row.lastChild.textContent = value;
			return row;
		}));
	};
	field('form').addEventListener('submit', event => {
		event.preventDefault();
		berpijar.check(field('code').value, field('keys').value, field('revoked').value,
			(signature, message, key) => verifyAsync(signature, message, key, {zip215: false}))
			.then(show, () => show({good: false, rows: [], verdict:
				'Peramban ini tidak dapat memeriksa tanda tangan di sini. Simpanlah halaman ini ' +
				'sebagai berkas, lalu bukalah dari komputer dengan peramban yang lebih baru.'}));
	});
	field('ready').hidden = false;
	field('old').hidden = true;
}
