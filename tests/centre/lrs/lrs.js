// What the test asks: node lrs.js validate, of statements on the standard input, one a line, is
// each valid? node lrs.js list URL [QUERY]: what an LRS has, one a line. node lrs.js post URL: the
// statement on the standard input.
const {readFileSync} = require('node:fs');

const headers = {'X-Experience-API-Version': '1.0.3', 'Content-Type': 'application/json',
	Authorization: 'Basic dWppOnVqaQ=='};

function validate() {
	const validate = require('@learninglocker/xapi-validation').default;
	const lines = readFileSync(0, 'utf8').split('\n').filter(Boolean);
	for (const line of lines) {
		const warnings = validate(JSON.parse(line), ['statement']);
		if (!warnings.length) continue;
		console.log(line, JSON.stringify(warnings));
		process.exitCode = 1;
	}
	console.log(`${lines.length} statements`);
}

async function list(url, query = '') {
	let more = `${url}/statements${query}`;
	while (more) {
		const answer = await (await fetch(more, {headers})).json();
		for (const statement of answer.statements) console.log(JSON.stringify(statement));
		more = answer.more && new URL(answer.more, url).href;
	}
}

async function post(url) {
	const body = readFileSync(0, 'utf8');
	const answer = await fetch(`${url}/statements`, {method: 'POST', headers, body});
	if (!answer.ok) throw Error(`${answer.status} ${await answer.text()}`);
}

const [what, ...rest] = process.argv.slice(2);
Promise.resolve({validate, list, post}[what](...rest)).catch(error => {
	console.error(error.message);
	process.exitCode = 1;
});
