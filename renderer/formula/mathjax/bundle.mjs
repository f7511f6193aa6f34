// Bundles MathJax and typeset.js into one ECMAScript 5 file that Duktape can run.
//   node bundle.mjs OUTPUT
import {build} from 'esbuild';
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Duktape has no "u" flag of regular expressions. The pattern guesses the widths of texts, which
    typeset.js measures instead. */
const withoutUnicodePattern = (source) => source.replace(/new RegExp\(\[[^]*?'gu'\)/, '/[\\u2E80-\\uFFFF]/g');

/** \unicode remembers the font of a character, so that formulas would hang on which was set before. */
const withoutMemory = (source) => source.replace('if (!UnicodeCache[N])', 'if (true)');

/** The helpers that TypeScript puts into every file, without iterators: see polyfill.js. */
const withQuickHelpers = {
  name: 'with-quick-helpers',
  setup(bundle) {
    bundle.onLoad({filter: /mathjax-full.*\.js$/}, async ({path}) => {
      let contents = await readFile(path, 'utf8');
      if (/NodeMixin\.js$/.test(path)) contents = withoutUnicodePattern(contents);
      if (/UnicodeConfiguration\.js$/.test(path)) contents = withoutMemory(contents);
      for (const [name, ours] of [['__read', 'lantern_read'], ['__values', 'lantern_values']]) {
        contents = contents.replace(new RegExp(`var ${name} = \\(this && this\\.${name}\\) \\|\\| function[^]*?\\n};`), `var ${name} = ${ours};`);
      }
      return {contents, loader: 'js'};
    });
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
  plugins: [withQuickHelpers],
  logLevel: 'warning',
});
