// TeX → what is to be drawn, as JSON. Called from typesetter.cpp:
//   lantern_formulas.typeset(tex, display, measure) → JSON
// `measure(text, bold, italic)` gives the advance, ascent and descent of a text in the scene's own
// letters, in ems. Everything in the answer is in 1/1000 em, y upwards.
'use strict';
require('./polyfill.js');
var mathjax = require('mathjax-full/js/mathjax.js').mathjax;
var SVG = require('mathjax-full/js/output/svg.js').SVG;
var liteAdaptor = require('mathjax-full/js/adaptors/liteAdaptor.js').liteAdaptor;
var RegisterHTMLHandler = require('mathjax-full/js/handlers/html.js').RegisterHTMLHandler;

var reader = require('./reader.js');
var input = reader.input;

var adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

var output = new SVG({fontCache: 'none', mtextFont: 'text', internalSpeechTitles: false});
var page = mathjax.document('', {InputJax: input, OutputJax: output});

// ---- texts are measured by the scene's own letters

var measure = null;
output.measureText = function (text, variant, font) {
  return measured(text, /bold/.test(variant) || !!(font && font[2]), /italic/.test(variant) || !!(font && font[1]));
};
output.measureTextNodeWithCache = function (node, text, variant, font) {
  return output.measureText(text, variant, font);
};
function measured(text, bold, italic) {
  // MathJax makes texts as high as what is around them: their x-height is taken to be half an em.
  var size = output.font.params.x_height / 0.5, box = measure(text, bold, italic);
  return {w: box[0] * size, h: box[1] * size, d: box[2] * size};
}

// ---- from MathJax's tree to a flat list

var NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?';
var HOLE = /^lantern-hole-(\d+)$/;
var VARIANTS = ['normal', 'bold', 'italic', 'bold-italic', 'sans-serif', 'bold-sans-serif', 'monospace'];
var OPERATION = /(translate|scale|matrix)\(([^)]*)\)/g;
function numbers(text) { return (text.match(new RegExp(NUMBER, 'g')) || []).map(Number); }
function number(node, name, fallback) {
  var value = parseFloat(adaptor.getAttribute(node, name));
  return isNaN(value) ? fallback || 0 : value;
}
function times(m, n) {  // first n, then m
  return [m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3], m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5]];
}
function transformed(m, text) {
  var operation;
  OPERATION.lastIndex = 0;
  while ((operation = OPERATION.exec(text || ''))) {
    var n = numbers(operation[2]);
    if (operation[1] === 'translate') m = times(m, [1, 0, 0, 1, n[0], n[1] || 0]);
    else if (operation[1] === 'scale') m = times(m, [n[0], 0, 0, n.length > 1 ? n[1] : n[0], 0, 0]);
    else m = times(m, n);
  }
  return m;
}
/** An inner <svg> is a window of its own onto its view box (aligned at its middle, never resized but evenly). */
function windowed(node, m) {
  m = times(m, [1, 0, 0, 1, number(node, 'x'), number(node, 'y')]);
  var box = numbers(adaptor.getAttribute(node, 'viewBox') || '');
  if (box.length < 4) return m;
  var width = number(node, 'width', box[2]), height = number(node, 'height', box[3]);
  var sx = width / box[2], sy = height / box[3];
  if (adaptor.getAttribute(node, 'preserveAspectRatio') !== 'none') sx = sy = Math.min(sx, sy);
  return times(m, [sx, 0, 0, sy, (width - box[2] * sx) / 2 - box[0] * sx, (height - box[3] * sy) / 2 - box[1] * sy]);
}

function inherit(style, node) {
  var out = Object.assign({}, style);
  var fill = adaptor.getAttribute(node, 'fill'), stroke = adaptor.getAttribute(node, 'stroke');
  if (fill) out.fill = fill;
  if (stroke) out.stroke = stroke;
  var width = adaptor.getAttribute(node, 'stroke-width');
  if (width !== undefined && width !== null && width !== '') out.width = parseFloat(width);
  var opacity = adaptor.getAttribute(node, 'opacity');
  if (opacity) out.opacity = out.opacity * parseFloat(opacity);
  var id = adaptor.getAttribute(node, 'id');
  if (id) {
    out.ids = out.ids.concat(id);
    var hole = HOLE.exec(id);
    if (hole) out.hole = hole[1];
  }
  var classes = (adaptor.getAttribute(node, 'class') || '').split(/\s+/).filter(function (name) {
    return name && !/^(mjx|MathJax|MathML)/i.test(name);  // these are MathJax's own
  });
  if (classes.length) out.classes = out.classes.concat(classes);
  var css = adaptor.getAttribute(node, 'style') || '';
  if (/font-weight:\s*bold/.test(css)) out.bold = true;
  if (/font-style:\s*italic/.test(css)) out.italic = true;
  return out;
}

function rectangle(x, y, w, h, r) {
  if (!r) return 'M' + x + ' ' + y + 'H' + (x + w) + 'V' + (y + h) + 'H' + x + 'Z';
  r = Math.min(r, w / 2, h / 2);
  var arc = function (dx, dy) { return 'a' + r + ' ' + r + ' 0 0 1 ' + dx + ' ' + dy; };
  return 'M' + (x + r) + ' ' + y + 'h' + (w - 2 * r) + arc(r, r) + 'v' + (h - 2 * r) + arc(-r, r) +
      'h' + -(w - 2 * r) + arc(-r, -r) + 'v' + -(h - 2 * r) + arc(r, -r) + 'Z';
}

function Walk() {
  this.items = [];
  this.holes = {};
}
Walk.prototype.add = function (item, m, style) {
  item.m = m;
  if (style.fill) item.fill = style.fill;
  if (style.stroke) item.stroke = style.stroke;
  if (style.width) item.width = style.width;
  if (style.opacity !== 1) item.opacity = style.opacity;
  if (style.ids.length) item.ids = style.ids;
  if (style.classes.length) item.classes = style.classes;
  this.items.push(item);
  if (style.hole) this.keep(style.hole, item);
};
/** Notes where what stands in for a live value begins, how wide it is and which letters it has. */
Walk.prototype.keep = function (number, item) {
  var hole = this.holes[number] = this.holes[number] || {m: item.m, width: 0, variant: 'normal'};
  if (item.text !== undefined) {
    hole.width += measured(item.text, item.bold, item.italic).w * 1000;
    hole.text = item.size;
    return;
  }
  var code = parseInt(item.c, 16), found = VARIANTS.filter(function (variant) {
    var data = output.font.getChar(variant, code);
    return data && data[3] && 'M' + data[3].p + 'Z' === item.d;
  });
  if (found.length && found.indexOf(hole.variant) < 0) hole.variant = found[0];
  var glyph = output.font.getChar(hole.variant, code) || output.font.getChar('normal', code);
  var advance = (glyph ? glyph[2] * 1000 : 500) * item.m[0];  // exponents are smaller
  hole.width = Math.max(hole.width, (item.m[4] - hole.m[4] + advance) / hole.m[0]);
};
Walk.prototype.visit = function (node, m, style) {
  var kind = adaptor.kind(node);
  if (kind === '#text' || kind === '#comment' || kind === 'title') return;
  style = inherit(style, node);
  if (kind === 'svg') m = windowed(node, transformed(m, adaptor.getAttribute(node, 'transform')));
  else m = transformed(m, adaptor.getAttribute(node, 'transform'));
  if (kind === 'path') {
    this.add({d: adaptor.getAttribute(node, 'd') || '', c: adaptor.getAttribute(node, 'data-c') || ''}, m, style);
  } else if (kind === 'rect') {
    if (adaptor.getAttribute(node, 'data-hitbox')) return;
    this.add({d: rectangle(number(node, 'x'), number(node, 'y'), number(node, 'width'), number(node, 'height'),
                           number(node, 'rx')),
              c: 'rect', dash: dashes(node, style)}, m, style);
  } else if (kind === 'line') {
    this.add({d: 'M' + number(node, 'x1') + ' ' + number(node, 'y1') + 'L' + number(node, 'x2') + ' ' + number(node, 'y2'),
              c: 'line', line: true, dash: dashes(node, style)}, m, thick(node, style));
  } else if (kind === 'polygon' || kind === 'polyline') {
    var points = numbers(adaptor.getAttribute(node, 'points') || ''), d = '';
    for (var i = 0; i + 1 < points.length; i += 2) d += (i ? 'L' : 'M') + points[i] + ' ' + points[i + 1];
    this.add({d: d + (kind === 'polygon' ? 'Z' : ''), c: kind}, m, style);
  } else if (kind === 'ellipse') {
    var cx = number(node, 'cx'), cy = number(node, 'cy'), rx = number(node, 'rx'), ry = number(node, 'ry');
    this.add({d: 'M' + (cx - rx) + ' ' + cy + 'a' + rx + ' ' + ry + ' 0 1 0 ' + 2 * rx + ' 0a' + rx + ' ' + ry +
                 ' 0 1 0 ' + -2 * rx + ' 0Z', c: 'ellipse'}, m, style);
  } else if (kind === 'text') {
    if (adaptor.getAttribute(node, 'data-id-align')) return;
    var variant = adaptor.getAttribute(node, 'data-variant') || '';
    this.add({text: adaptor.textContent(node), size: number(node, 'font-size', 1000),
              bold: !!style.bold || /bold/.test(variant), italic: !!style.italic || /italic/.test(variant)}, m, style);
  } else {
    var children = adaptor.childNodes(node);
    for (var k = 0; k < children.length; k++) this.visit(children[k], m, style);
  }
};
function thick(node, style) {
  var css = /stroke-width:\s*([\d.]+)/.exec(adaptor.getAttribute(node, 'style') || '');
  var out = Object.assign({}, style);
  out.width = css ? parseFloat(css[1]) : style.width || 60;
  return out;
}
function dashes(node, style) {
  var names = adaptor.getAttribute(node, 'class') || '';
  if (/dashed/.test(names)) return 'dashed';
  return /dotted/.test(names) ? 'dotted' : undefined;
}

/** How a hole stands in what is around it: alone in a fraction's part, in a script, at the end of the
    formula or of a fraction's part, where nothing follows that a gap could stand before, or within a row. */
function roleOf(mml) {
  var node = mml, last = false;
  while (node.parent) {
    var above = node.parent;
    var row = above.isKind('mrow') || above.isKind('inferredMrow') || above.isKind('TeXAtom') || above.isKind('mstyle');
    if (row && above.childNodes[above.childNodes.length - 1] === node) {
      last = last || above.childNodes.length > 1;
      node = above;
      continue;
    }
    if (above.isKind('math')) return last ? 'start' : 'middle';
    if (last) return above.isKind('mfrac') ? 'start' : 'end';
    if (above.isKind('mfrac') || above.isKind('mtd') || above.isKind('munder') || above.isKind('mover') ||
        above.isKind('munderover')) return 'middle';
    if ((above.isKind('msub') || above.isKind('msup') || above.isKind('msubsup')) && above.childNodes[0] !== node) return 'start';
    return 'end';
  }
  return last ? 'start' : 'middle';
}
function roles(mml, out) {
  var id = mml.attributes && mml.attributes.get && mml.attributes.get('id');
  var hole = id && HOLE.exec(id);
  if (hole) out[hole[1]] = roleOf(mml);
  (mml.childNodes || []).forEach(function (child) { if (child && child.childNodes !== undefined) roles(child, out); });
}

function typeset(tex, display, measurer) {
  measure = measurer;
  reader.forget();
  var node = page.convert(tex, {display: display, em: 16, ex: 8, containerWidth: 1e6, lineWidth: 1e6});
  var svg = adaptor.firstChild(node);
  var box = numbers(adaptor.getAttribute(svg, 'viewBox'));
  var walk = new Walk();
  var children = adaptor.childNodes(svg);
  for (var i = 0; i < children.length; i++) {
    // The tree has y downwards; its first group turns it upwards.
    walk.visit(children[i], [1, 0, 0, -1, 0, 0], {opacity: 1, ids: [], classes: []});
  }
  var found = {};
  roles(input.mathNode, found);
  Object.keys(found).forEach(function (k) { if (walk.holes[k]) walk.holes[k].align = found[k]; });
  return {width: box[2], ascent: -box[1], descent: box[3] + box[1], items: walk.items, holes: walk.holes};
}

/** Advance and outline of each character of live numbers, in 1/1000 em. */
function glyphs(characters) {
  var out = {};
  VARIANTS.forEach(function (variant) {
    out[variant] = {};
    Array.from(characters).forEach(function (c) {
      var data = output.font.getChar(variant, c.codePointAt(0)) || output.font.getChar('normal', c.codePointAt(0));
      if (data && data[3] && data[3].p) {
        out[variant][c] = {w: Math.round(data[2] * 1000), d: data[3].p ? 'M' + data[3].p + 'Z' : ''};
      }
    });
  });
  return out;
}

/** Lines of a formula are those of \\displaylines. */
function inLines(tex, display, measurer) {
  var before = '\\displaylines{', after = '\n}';
  try {
    return typeset(tex, display, measurer);
  } catch (error) {
    if (!display || !error || !error.lantern || error.lantern.id !== 'LineBreak') throw error;
  }
  try {
    return typeset(before + tex + after, display, measurer);
  } catch (error) {
    if (error && error.lantern) error.lantern.at = Math.min(Math.max(0, error.lantern.at - before.length), tex.length);
    else if (error) error.shift = before.length;
    throw error;
  }
}
var api = {
  typeset: function (tex, display, measurer) {
    try {
      return JSON.stringify(inLines(tex, display, measurer));
    } catch (error) {
      return JSON.stringify({error: reader.told(error, tex)});
    }
  },
  glyphs: function (characters) { return JSON.stringify(glyphs(characters)); }
};
(typeof globalThis === 'undefined' ? Function('return this')() : globalThis).lantern_formulas = api;
