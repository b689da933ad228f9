// Sends each case of standard input through the vendor's client to a loopback socket and prints what arrived there.
//   in:  [{ "operation": "createJob", "version": "v1", "request": { … } }, …]        out: [{ "method", "path", "query", "headers", "body" }, …]
import http from 'node:http';
import { readFileSync } from 'node:fs';
import batch from '@google-cloud/batch';
import { GoogleAuth, OAuth2Client } from 'google-auth-library';

process.removeAllListeners('warning');
const cases = JSON.parse(readFileSync(0, 'utf8'));
let arrived;
const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const [path, query = ''] = request.url.split('?');
    arrived = { method: request.method, path, query: [...new URLSearchParams(query)], headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  });
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const authClient = new OAuth2Client();
authClient.setCredentials({ access_token: 'made-up-for-the-test', expiry_date: Date.now() + 3_600_000 });
const options = {
  fallback: true,
  apiEndpoint: '127.0.0.1',
  port: server.address().port,
  protocol: 'http',
  auth: new GoogleAuth({ authClient, projectId: 'acme-proj' }),
};
const clients = { v1: new batch.v1.BatchServiceClient(options), v1alpha: new batch.v1alpha.BatchServiceClient(options) };

// In JSON durations are text; this client takes them as messages.
function toMessages(value, name) {
  if (typeof value === 'string' && (name === 'timeout' || name === 'maxRunDuration')) {
    const [seconds, places = ''] = value.replace(/s$/, '').split('.');
    return { seconds: Number(seconds), nanos: Number(places.padEnd(9, '0')) };
  }
  if (Array.isArray(value)) return value.map((item) => toMessages(item));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toMessages(item, key)]));
  return value;
}

const requests = [];
for (const { operation, version = 'v1', request } of cases) {
  arrived = undefined;
  try {
    await clients[version][operation](toMessages(request), { autoPaginate: false });
  } catch (error) {
    // A reply without the members of the operation is refused by some; the request is what counts.
    if (!arrived) throw error;
  }
  requests.push(arrived);
}
server.close();
server.closeAllConnections();
process.stdout.write(JSON.stringify(requests));
