# npm packages for a test, where they are or where `./dev centre` has them installed
# (BERPIJAR_NPM). To be read by a script.

# npm_packages LIST FOLDER PROGRAM WANTED: those of LIST/package.json, in FOLDER, with the PROGRAM of
# LIST that uses them; skips (77) where WANTED is not there.
npm_packages() {
	if [ "${BERPIJAR_NPM-}" ]; then
		mkdir -p "$2"
		cp "$1/package.json" "$2"
		npm install --prefix "$2" --no-audit --no-fund --ignore-scripts >&2
	fi
	[ -d "$2/node_modules/$4" ] || exit 77
	cp "$1/$3" "$2"
}
