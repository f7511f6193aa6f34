// Bundles MathJax and typeset.js into one ECMAScript 5 file that Duktape can run.
//   node bundle.mjs OUTPUT
import {build} from 'esbuild';
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Duktape has no "u" flag of regular expressions. The pattern guesses the widths of texts, which
    typeset.js measures instead. */
const withoutUnicodePattern = {
  name: 'without-unicode-pattern',
  setup(bundle) {
    bundle.onLoad({filter: /NodeMixin\.js$/}, async ({path}) => ({
      contents: (await readFile(path, 'utf8')).replace(/new RegExp\(\[[^]*?'gu'\)/, '/[\\u2E80-\\uFFFF]/g'),
      loader: 'js',
    }));
  },
};

await build({
  entryPoints: [here + 'typeset.js'],
  bundle: true,
  format: 'iife',
  target: 'es5',
  charset: 'ascii',
  legalComments: 'inline',
  minifySyntax: true,
  minifyWhitespace: true,
  outfile: process.argv[2],
  plugins: [withoutUnicodePattern],
  logLevel: 'warning',
});
