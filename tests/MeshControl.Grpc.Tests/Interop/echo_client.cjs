// Calls the echo service with @grpc/grpc-js and prints what it saw as one JSON object.
// Usage: node echo_client.cjs <directory of @grpc/grpc-js> <host:port>
'use strict';
const { createHash } = require('node:crypto');
const grpc = require(process.argv[2]);
const address = process.argv[3];

const service = '/meshcontrol.test.Echo/';
const identity = (bytes) => bytes;
const unlimited = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

// google.protobuf.StringValue and BytesValue: one length-delimited field with number 1.
function encode(text) {
  const body = Buffer.from(text);
  if (body.length === 0) return body;
  const length = [];
  let rest = body.length;
  while (rest > 127) { length.push((rest & 127) | 128); rest >>>= 7; }
  length.push(rest);
  return Buffer.concat([Buffer.from([10, ...length]), body]);
}

function decode(bytes) {
  let at = 1;
  while (bytes[at++] & 128);
  return bytes.subarray(at);
}

const connect = (options) => new grpc.Client(address, grpc.credentials.createInsecure(), { ...unlimited, ...options });

const unary = (client, method, text) => new Promise((resolve) =>
  client.makeUnaryRequest(service + method, identity, identity, encode(text), (error, answer) => resolve({ error, answer })));

function duplex(client, method, options, act) {
  return new Promise((resolve) => {
    const seen = { answers: [], headersFirst: false };
    const call = client.makeBidiStreamRequest(service + method, identity, identity, options);
    call.on('metadata', () => { seen.headersFirst = seen.answers.length === 0; act(call, seen); });
    call.on('data', (answer) => { seen.answers.push(decode(answer)); if (seen.onAnswer) seen.onAnswer(); });
    call.on('error', () => {});
    call.on('status', (status) => resolve({ ...seen, status }));
  });
}

async function main() {
  const client = connect({});
  const result = {};

  result.unary = decode((await unary(client, 'Unary', 'hello')).answer).toString();
  result.largeUnaryLength = decode((await unary(client, 'Unary', 'x'.repeat(1000000))).answer).length;

  const echo = await duplex(client, 'Duplex', {}, (call, seen) => {
    const texts = ['a', 'b', 'c'];
    seen.onAnswer = () => (texts.length > 0 ? call.write(encode(texts.shift())) : call.end());
    seen.onAnswer();
  });
  result.headersFirst = echo.headersFirst;
  result.duplex = echo.answers.map(String);
  result.duplexStatus = echo.status.code;

  const push = await duplex(client, 'Push', {}, (call) => { call.write(encode('go')); call.end(); });
  result.pushSha256 = push.answers.map((b) => createHash('sha256').update(b).digest('hex'));

  const failed = (await unary(client, 'Fail', '7')).error;
  result.failCode = failed.code;
  result.failText = failed.details;
  result.failDetails = failed.metadata.get('grpc-status-details-bin').map((b) => b.toString('hex'));
  result.failTrailer = failed.metadata.get('x-reason');

  result.unknownMethod = (await unary(client, 'Nobody', 'x')).error.code;
  result.invalid = (await duplex(client, 'Duplex', {}, (call) => call.write(encode('')))).status.code;
  result.cancelled = (await duplex(client, 'Duplex', {}, (call) => call.cancel())).status.code;
  result.deadline = (await duplex(client, 'Duplex', { deadline: Date.now() + 300 }, () => {})).status.code;
  result.compressed = (await unary(connect({ 'grpc.default_compression_algorithm': 2 }), 'Unary', 'zip'.repeat(1000))).error.code;

  console.log(JSON.stringify(result));
  process.exit(0);
}

main();
