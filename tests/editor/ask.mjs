// Asks yaml-language-server, as an editor does, over stdio.
//   node ask.mjs < questions.json > answers.json
// A question is {file, complete: [line, column], hover: [line, column]} (places from 0, both
// optional); its answer {diagnostics, completions, hover}.
import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const server = spawn(process.execPath,
                     [join(here, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'],
                     {stdio: ['pipe', 'pipe', 'inherit']});
const settings = {
  yaml: {validate: true, hover: true, completion: true, schemaStore: {enable: false, url: ''}, schemas: {}},
  http: {}, '[yaml]': {},
};
const waiting = new Map();
const diagnostics = new Map();
let newDiagnostics = () => {};
let lastId = 0;

function send(message) {
  const body = Buffer.from(JSON.stringify({jsonrpc: '2.0', ...message}));
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  server.stdin.write(body);
}

function request(method, params) {
  const id = ++lastId;
  send({id, method, params});
  return new Promise(answer => waiting.set(id, answer));
}

function receive(message) {
  if (message.method === 'workspace/configuration') {
    const result = message.params.items.map(item => settings[item.section] ?? null);
    send({id: message.id, result});
  } else if (message.method === 'textDocument/publishDiagnostics') {
    diagnostics.set(message.params.uri, message.params.diagnostics);
    newDiagnostics();
  } else if (message.method && message.id !== undefined) {
    send({id: message.id, result: null});
  } else if (waiting.has(message.id)) {
    waiting.get(message.id)(message.result);
    waiting.delete(message.id);
  }
}

let buffer = Buffer.alloc(0);
server.stdout.on('data', chunk => {
  buffer = Buffer.concat([buffer, chunk]);
  while (true) {
    const head = buffer.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/Content-Length: (\d+)/.exec(buffer.toString('latin1', 0, head))[1]);
    if (buffer.length < head + 4 + length) return;
    const message = JSON.parse(buffer.toString('utf8', head + 4, head + 4 + length));
    buffer = buffer.subarray(head + 4 + length);
    receive(message);
  }
});

async function diagnosticsOf(uri) {
  while (!diagnostics.has(uri)) await new Promise(changed => newDiagnostics = changed);
  return diagnostics.get(uri).map(d => `${d.range.start.line + 1}: ${d.message}`);
}

const at = ([line, character], uri) => ({textDocument: {uri}, position: {line, character}});

async function answer(question) {
  const path = resolve(question.file);
  const uri = pathToFileURL(path).href;
  const text = readFileSync(path, 'utf8');
  send({method: 'textDocument/didOpen', params: {textDocument: {uri, languageId: 'yaml', version: 1, text}}});
  const out = {diagnostics: await diagnosticsOf(uri)};
  if (question.complete) {
    const list = await request('textDocument/completion', at(question.complete, uri));
    out.completions = list.items.map(item => item.label);
  }
  if (question.hover) {
    const hover = await request('textDocument/hover', at(question.hover, uri));
    out.hover = hover?.contents?.value ?? '';
  }
  return out;
}

// Rather a failure than a test that hangs.
setTimeout(() => {
  console.error('the language server does not answer');
  process.exit(1);
}, 400_000).unref();

const questions = JSON.parse(readFileSync(0, 'utf8'));
await request('initialize', {
  processId: process.pid,
  rootUri: null,
  capabilities: {
    textDocument: {hover: {contentFormat: ['markdown']}, publishDiagnostics: {},
                   completion: {completionItem: {documentationFormat: ['markdown']}}},
    workspace: {configuration: true},
  },
});
send({method: 'initialized', params: {}});
send({method: 'workspace/didChangeConfiguration', params: {settings}});
const answers = [];
for (const question of questions) answers.push(await answer(question));
console.log(JSON.stringify(answers));
await request('shutdown');
send({method: 'exit'});
server.stdin.end();
