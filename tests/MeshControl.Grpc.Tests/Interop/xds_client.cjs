// Calls the echo service through the xds resolver of @grpc/grpc-js-xds: the address comes from the ADS stream of the server under test.
// Usage: node xds_client.cjs <directory of @grpc/grpc-js> <directory of @grpc/grpc-js-xds> <host:port of the ADS server> <target>
'use strict';
const [grpcDirectory, xdsDirectory, server, target] = process.argv.slice(2);
process.env.GRPC_XDS_BOOTSTRAP_CONFIG = JSON.stringify({
  xds_servers: [{ server_uri: server, channel_creds: [{ type: 'insecure' }], server_features: ['xds_v3'] }],
  node: { id: 'interop-node', cluster: 'interop', locality: {} },
});
const grpc = require(grpcDirectory);
require(xdsDirectory).register();

const client = new grpc.Client(target, grpc.credentials.createInsecure());
const hello = Buffer.from([10, 5, ...Buffer.from('hello')]);
client.makeUnaryRequest('/meshcontrol.test.Echo/Unary', (b) => b, (b) => b, hello, { deadline: Date.now() + 20000 }, (error, answer) => {
  console.log(JSON.stringify(error ? { error: error.message } : { unary: answer.subarray(2).toString() }));
  process.exit(0);
});
