// MathJax's reader of TeX as lantern has it: its packages, mistakes with their places, and macros that
// MathJax leaves to the page around it.
'use strict';
var TeX = require('mathjax-full/js/input/tex.js').TeX;
var TexParser = require('mathjax-full/js/input/tex/TexParser.js').default;
var Configuration = require('mathjax-full/js/input/tex/Configuration.js').Configuration;
var CommandMap = require('mathjax-full/js/input/tex/SymbolMap.js').CommandMap;
var ParseUtil = require('mathjax-full/js/input/tex/ParseUtil.js').default;
var TexError = require('mathjax-full/js/input/tex/TexError.js').default;
var ArrayItem = require('mathjax-full/js/input/tex/base/BaseItems.js').ArrayItem;
var BaseMethods = require('mathjax-full/js/input/tex/base/BaseMethods.js').default;
var NewcommandUtil = require('mathjax-full/js/input/tex/newcommand/NewcommandUtil.js').default;
var RANGES = require('mathjax-full/js/core/MmlTree/OperatorDictionary.js').RANGES;

// Not here: what is for pages (action, bbox), what hides mistakes (noerrors, noundefined), what
// loads or changes the program (require, autoload, setoptions), and physics and bussproofs.
require('mathjax-full/js/input/tex/base/BaseConfiguration.js');
require('mathjax-full/js/input/tex/ams/AmsConfiguration.js');
require('mathjax-full/js/input/tex/amscd/AmsCdConfiguration.js');
require('mathjax-full/js/input/tex/boldsymbol/BoldsymbolConfiguration.js');
require('mathjax-full/js/input/tex/braket/BraketConfiguration.js');
require('mathjax-full/js/input/tex/cancel/CancelConfiguration.js');
require('mathjax-full/js/input/tex/cases/CasesConfiguration.js');
require('mathjax-full/js/input/tex/centernot/CenternotConfiguration.js');
require('mathjax-full/js/input/tex/color/ColorConfiguration.js');
require('mathjax-full/js/input/tex/colortbl/ColortblConfiguration.js');
require('mathjax-full/js/input/tex/configmacros/ConfigMacrosConfiguration.js');
require('mathjax-full/js/input/tex/empheq/EmpheqConfiguration.js');
require('mathjax-full/js/input/tex/enclose/EncloseConfiguration.js');
require('mathjax-full/js/input/tex/extpfeil/ExtpfeilConfiguration.js');
require('mathjax-full/js/input/tex/gensymb/GensymbConfiguration.js');
require('mathjax-full/js/input/tex/html/HtmlConfiguration.js');
require('mathjax-full/js/input/tex/mathtools/MathtoolsConfiguration.js');
require('mathjax-full/js/input/tex/mhchem/MhchemConfiguration.js');
require('mathjax-full/js/input/tex/newcommand/NewcommandConfiguration.js');
require('mathjax-full/js/input/tex/textcomp/TextcompConfiguration.js');
require('mathjax-full/js/input/tex/textmacros/TextMacrosConfiguration.js');
require('mathjax-full/js/input/tex/unicode/UnicodeConfiguration.js');
require('mathjax-full/js/input/tex/upgreek/UpgreekConfiguration.js');
require('mathjax-full/js/input/tex/verb/VerbConfiguration.js');
var PACKAGES = ['base', 'ams', 'amscd', 'boldsymbol', 'braket', 'cancel', 'cases', 'centernot', 'color',
  'colortbl', 'configmacros', 'empheq', 'enclose', 'extpfeil', 'gensymb', 'html', 'mathtools', 'mhchem',
  'newcommand', 'textcomp', 'textmacros', 'unicode', 'upgreek', 'verb', 'lantern'];


// ---- mistakes, with their place in the source

function fail(id, message, at, hint) {
  var error = new Error(message);
  error.lantern = {id: id, message: message, at: at, hint: hint || ''};
  throw error;
}
/** A mistake of the source at hand: its place is found like that of MathJax's own. */
function mistake(id, command, message, hint) {
  var error = new TexError(id, message.replace(/%/g, '%%'));
  error.command = command;
  error.hint = hint;
  throw error;
}

var parse = TexParser.prototype.Parse;
TexParser.prototype.Parse = function () {
  try {
    parse.call(this);
  } catch (error) {
    // The innermost parser comes first: macros and arguments are parsed by parsers of their own.
    if (error) (error.parsers = error.parsers || []).push({string: this.string, i: this.i});
    if (error && !error.id) error.command = error.command || this.currentCS;  // MathJax fails by itself
    throw error;
  }
};

/** Where the outermost parser's string was wrong: inner strings are looked up in what they came from. */
function placeOf(error, tex) {
  var parsers = error.parsers || [];
  if (!parsers.length) return tex.length;
  // A macro puts what it stands for before the rest: places count from the end.
  var outer = parsers[parsers.length - 1], begin = 0, at = Math.max(0, tex.length - (outer.string.length - outer.i));
  for (var k = parsers.length - 2; k >= 0; k--) {
    var found = tex.lastIndexOf(parsers[k].string, at);
    if (found < begin || !parsers[k].string) break;
    begin = found;
    at = found + parsers[k].i;
  }
  if (error.id === 'UndefinedControlSequence' || error.id === 'UnknownEnv') {
    var name = error.message.match(/\\[a-zA-Z]+$/);
    var start = name ? tex.lastIndexOf(name[0], at) : tex.lastIndexOf('\\', at - 1);
    return start < 0 ? at : start;
  }
  if (/MissingCloseBrace|ExtraOpenMissingClose/.test(error.id)) return unclosedBrace(tex);
  if (error.command) {
    var command = tex.lastIndexOf(error.command, at);
    if (command >= 0) return command;
  }
  return Math.max(0, Math.min(at, tex.length) - 1);
}

/** The last brace that nothing closes. */
function unclosedBrace(tex) {
  var open = [];
  for (var i = 0; i < tex.length; i++) {
    if (tex[i] === '\\') i++;
    else if (tex[i] === '{') open.push(i);
    else if (tex[i] === '}') open.pop();
  }
  return open.length ? open[open.length - 1] : tex.length;
}

// ---- what MathJax leaves to the page around it

var tagged = false;  // the formula at hand, by \\tag
var ROWS = '\\begin{gathered} a \\\\ b \\end{gathered}';
/** What is drawn without a colour of its own has the formula's. */
function inInk(method) {
  return function (parser, name, style) {
    var env = parser.stack.env, none = !env.color;
    if (none) env.color = 'currentColor';
    BaseMethods[method].call(BaseMethods, parser, name, style);
    if (none) delete env.color;
  };
}
function refer(parser, name) {
  mistake('NoReference', name, 'a formula has no numbers to refer to with ' + name, 'write the number itself');
}
function loaded(parser, name) {
  mistake('NoPackages', name, name + ' loads nothing here: all packages that lantern has are there',
          'leave ' + name + ' out');
}
new CommandMap('lantern-macros', {
  '\\': 'Break', newline: ['Break', true], tag: 'Tag', notag: 'Nothing', nonumber: 'Nothing', label: 'Label',
  ref: 'Refer', eqref: 'Refer', rule: 'rule', Rule: ['Rule'], require: 'Loaded', usepackage: 'Loaded'
}, {
  rule: inInk('rule'), Rule: inInk('Rule'), Refer: refer, Loaded: loaded, Nothing: function () {},
  Break: function (parser, name, noBrackets) {
    BaseMethods.CrLaTeX.call(BaseMethods, parser, name, noBrackets);
    if (parser.stack.Top() instanceof ArrayItem) return;
    mistake('LineBreak', name, name + ' breaks lines at the top of a formula and in rows only', 'for instance ' + ROWS);
  },
  Tag: function (parser, name) {
    if (tagged) mistake('SecondTag', name, 'a formula has one ' + name, 'leave all others out');
    tagged = true;
    if (parser.stack.Top() instanceof ArrayItem) {
      mistake('TagInRows', name, name + ' cannot stand in rows', 'give it a column of its own: && \\text{(1)}');
    }
    var star = parser.GetStar(), words = ParseUtil.trimSpaces(parser.GetArgument(name));
    parser.Push(parser.create('token', 'mspace', {width: '2em'}));
    parser.PushAll(ParseUtil.internalMath(parser, star ? words : '(' + words + ')'));
  },
  Label: function (parser, name) { parser.GetArgument(name); }  // draws nothing
});
Configuration.create('lantern', {handler: {macro: ['lantern-macros']}, priority: 4});

/** MathJax has no answer for characters in none of its ranges, and a slip in the name of one: all others are
    upright letters, as those of Chinese are. */
(function () {
  var next = 0x20;
  RANGES.slice().forEach(function (range) {
    if (range[0] > next) RANGES.push([next, range[0] - 1, 0, 'mi', 'normal']);
    if (range[4]) range[4] = 'normal';
    next = range[1] + 1;
  });
  RANGES.push([0, 0x1F, 0, 'mi', 'normal'], [next, 0x10FFFF, 0, 'mi', 'normal']);
  RANGES.sort(function (a, b) { return a[0] - b[0]; });
})();

var input = new TeX({
  packages: PACKAGES,
  maxMacros: 1000,
  formatError: function (jax, error) {
    if (/^\\mmlToken is only/.test(error.message)) {
      error.message = 'a live value cannot stand in a text of a formula';
      error.hint = 'end the text before it: \\text{n is }{=n}';
    }
    fail(error.id, error.message.replace(/\n.*/, ''), placeOf(error, jax.latex), error.hint);
  },
  macros: {llbracket: '\\mathopen{\\unicode{x27E6}}', rrbracket: '\\mathclose{\\unicode{x27E7}}'}
});

/** A formula grows by its macros: what cannot be drawn any more is refused while it grows. */
var MOST_PARTS = 2000, parts = 0;
function tooLong(command) {
  mistake('TooLong', command, 'this formula has more than ' + MOST_PARTS + ' parts', 'write less of it');
}
var factory = input.parseOptions.nodeFactory, create = factory.create;
factory.create = function () {
  if (++parts > MOST_PARTS) tooLong('');
  return create.apply(factory, arguments);
};

/** Macros of macros of macros are not written out where they stand for far more than that: ten signs are a part or more. */
var MOST_SIGNS = 10 * MOST_PARTS, signs = Object.create(null);  // by the names of macros
function signsOf(tex) {
  return (tex.match(/\\[a-zA-Z]+|\\.|[^\s{}]/g) || []).reduce(function (sum, sign) {
    return sum + (sign.length > 1 && signs[sign.slice(1)] || 1);
  }, 0);
}
var addMacro = NewcommandUtil.addMacro;
NewcommandUtil.addMacro = function (parser, name, method, attributes, symbol) {
  var text = attributes && attributes[0];
  signs[name] = typeof text === 'string' ? signsOf(text) : 1;
  var used = signs[name] > MOST_SIGNS ? function (_, command) { tooLong(command); } : method;
  addMacro.call(NewcommandUtil, parser, name, used, attributes, symbol);
};

/** What a formula defines holds in it alone: others are set before or after it, in any order. */
var DEFINED = ['new-Command', 'new-Environment', 'new-Delimiter', 'ams-declare-ops', 'mathtools-paired-delims'].map(function (name) {
  return input.parseOptions.handlers.retrieve(name).map;
});
var colors = input.parseOptions.packageData.get('color').model.userColors;
var mathtools = input.parseOptions.options.mathtools, settings = Object.assign({}, mathtools);
function forget() {
  tagged = false;
  input.reset();
  parts = 0;
  signs = Object.create(null);
  DEFINED.forEach(function (map) { map.clear(); });
  colors.clear();
  Object.assign(mathtools, settings);
}

/** Where MathJax itself fails, what it was at is told. Memory and depth are the caller's. */
function told(error, tex) {
  if (error && error.lantern) return error.lantern;
  if (!error || error instanceof RangeError || /alloc failed/.test(error)) throw error;
  var at = error.parsers ? placeOf(error, tex) - (error.shift || 0) : 0;
  return {id: 'Internal', message: 'MathJax cannot set this (' + error + ')', at: Math.max(0, at), hint: 'write it in another way'};
}

module.exports = {input: input, forget: forget, told: told};
