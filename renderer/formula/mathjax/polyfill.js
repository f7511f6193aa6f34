// What MathJax needs of ECMAScript 2015 that Duktape 2.7 does not have. Only what is used: keys of
// maps are strings, numbers and objects; nothing is iterated while it changes.
(function (global) {
  'use strict';
  function define(target, name, value) {
    if (target[name] === undefined) {
      Object.defineProperty(target, name, {value: value, writable: true, configurable: true});
    }
  }
  function iterate(list) {
    var i = 0, iterator = {
      next: function () {
        return i < list.length ? {value: list[i++], done: false} : {value: undefined, done: true};
      }
    };
    iterator[Symbol.iterator] = function () { return iterator; };
    return iterator;
  }
  // TypeScript's helpers for loops and destructuring, which MathJax's files each bring: nearly always for
  // arrays, of which these make no iterators. The steps of a loop are one object; it is read at once.
  define(global, 'lantern_values', function (source) {
    if (!Array.isArray(source)) return source[Symbol.iterator] ? source[Symbol.iterator]() : iterate(source);
    var i = 0, step = {value: undefined, done: false};
    return {next: function () {
      step.done = i >= source.length;
      step.value = step.done ? undefined : source[i++];
      return step;
    }};
  });
  define(global, 'lantern_read', function (source, count) {
    if (!Array.isArray(source)) {
      if (!source || !source[Symbol.iterator]) return source;
      source = Array.from(source);
    }
    return count === undefined ? source.slice() : source.slice(0, count);
  });
  define(Array.prototype, Symbol.iterator, function () { return iterate(this); });
  define(Array.prototype, 'keys', function () { return iterate(Object.keys(this).map(Number)); });
  define(Array.prototype, 'values', function () { return iterate(this); });
  define(Array.prototype, 'find', function (wanted) {
    for (var i = 0; i < this.length; i++) if (wanted(this[i], i, this)) return this[i];
    return undefined;
  });
  define(Array.prototype, 'findIndex', function (wanted) {
    for (var i = 0; i < this.length; i++) if (wanted(this[i], i, this)) return i;
    return -1;
  });
  define(Array.prototype, 'includes', function (value) { return this.indexOf(value) >= 0; });
  define(Array.prototype, 'fill', function (value, from, to) {
    for (var i = from || 0; i < (to === undefined ? this.length : to); i++) this[i] = value;
    return this;
  });
  define(Array, 'from', function (source, map) {
    var out = [];
    if (source[Symbol.iterator]) {
      for (var it = source[Symbol.iterator](), step; !(step = it.next()).done;) out.push(step.value);
    } else {
      for (var i = 0; i < source.length; i++) out.push(source[i]);
    }
    return map ? out.map(function (value, index) { return map(value, index); }) : out;
  });
  define(Array, 'of', function () { return Array.prototype.slice.call(arguments); });

  // Keys of primitive type are found by a name; objects carry a number of their own.
  var next = 1, mark = '\u0001lantern-key';
  function name(key) {
    if (typeof key === 'object' && key !== null || typeof key === 'function') {
      if (!Object.prototype.hasOwnProperty.call(key, mark)) {
        Object.defineProperty(key, mark, {value: next++});
      }
      return 'o' + key[mark];
    }
    return typeof key + ':' + String(key);
  }
  function Keyed(entries) {
    this.clear();
    if (!entries) return;
    var self = this;
    Array.from(entries).forEach(function (entry) { self.fill(entry); });
  }
  Keyed.prototype.clear = function () { this.places = Object.create(null); this.list = []; this.size = 0; };
  Keyed.prototype.has = function (key) { return this.places[name(key)] !== undefined; };
  Keyed.prototype.put = function (key, value) {
    var id = name(key), place = this.places[id];
    if (place !== undefined) { this.list[place][1] = value; return this; }
    this.places[id] = this.list.length;
    this.list.push([key, value]);
    this.size++;
    return this;
  };
  Keyed.prototype.get = function (key) {
    var place = this.places[name(key)];
    return place === undefined ? undefined : this.list[place][1];
  };
  Keyed.prototype['delete'] = function (key) {
    var id = name(key), place = this.places[id];
    if (place === undefined) return false;
    delete this.places[id];
    this.list[place] = null;
    this.size--;
    return true;
  };
  Keyed.prototype.live = function () { return this.list.filter(function (entry) { return entry; }); };
  Keyed.prototype.forEach = function (visit, self) {
    var all = this;
    this.live().forEach(function (entry) { visit.call(self, entry[1], entry[0], all); });
  };
  Keyed.prototype.keys = function () { return iterate(this.live().map(function (e) { return e[0]; })); };
  Keyed.prototype.values = function () { return iterate(this.live().map(function (e) { return e[1]; })); };

  function derive(entry) {
    function Type(entries) { Keyed.call(this, entries); }
    Type.prototype = Object.create(Keyed.prototype);
    Type.prototype.constructor = Type;
    entry(Type.prototype);
    return Type;
  }
  function mapLike(proto) {
    proto.fill = function (entry) { this.put(entry[0], entry[1]); };
    proto.set = proto.put;
    proto.entries = function () { return iterate(this.live().map(function (e) { return e.slice(); })); };
    proto[Symbol.iterator] = proto.entries;
  }
  function setLike(proto) {
    proto.fill = function (value) { this.put(value, value); };
    proto.add = function (value) { return this.put(value, value); };
    proto.entries = function () { return iterate(this.live().map(function (e) { return [e[0], e[0]]; })); };
    proto[Symbol.iterator] = proto.values;
  }
  define(global, 'Map', derive(mapLike));
  define(global, 'WeakMap', derive(mapLike));
  define(global, 'Set', derive(setLike));
  define(global, 'WeakSet', derive(setLike));

  define(String, 'fromCodePoint', function () {
    return Array.prototype.map.call(arguments, function (c) {
      if (c < 0x10000) return String.fromCharCode(c);
      return String.fromCharCode(0xD800 + (c - 0x10000 >> 10), 0xDC00 + (c - 0x10000 & 0x3FF));
    }).join('');
  });
  define(String.prototype, 'codePointAt', function (i) {
    i = i || 0;
    if (i >= this.length) return undefined;
    var high = this.charCodeAt(i), low = this.charCodeAt(i + 1);
    var pair = high >= 0xD800 && high < 0xDC00 && low >= 0xDC00 && low < 0xE000;
    return pair ? (high - 0xD800 << 10) + low - 0xDC00 + 0x10000 : high;
  });
  define(String.prototype, 'startsWith', function (start, at) {
    return this.substr(at || 0, start.length) === start;
  });
  define(String.prototype, 'endsWith', function (end) {
    return this.length >= end.length && this.slice(this.length - end.length) === end;
  });
  define(String.prototype, 'includes', function (part) { return this.indexOf(part) >= 0; });
  define(String.prototype, 'repeat', function (n) { return new Array(n + 1).join(this); });
  define(String.prototype, Symbol.iterator, function () {
    return iterate(Array.from({length: 0}).concat(this.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S]/g) || []));
  });
  define(Object, 'assign', function (target) {
    for (var i = 1; i < arguments.length; i++) {
      var source = arguments[i];
      if (source) Object.keys(source).forEach(function (key) { target[key] = source[key]; });
    }
    return target;
  });
  // MathJax only makes promises for fonts and scripts that it loads later, which never happens here.
  define(global, 'Promise', function (run) {
    this.then = this['catch'] = function () { return this; };
    if (run) run(function () {}, function (error) { throw error; });
  });
  define(global.Promise, 'resolve', function () { return new global.Promise(); });
  define(global.Promise, 'all', function () { return new global.Promise(); });
})(typeof globalThis === 'undefined' ? this : globalThis);
