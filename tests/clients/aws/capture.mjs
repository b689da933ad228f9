// Sends each case of standard input through the vendor's client to a loopback socket and prints what arrived there.
//   in:  [{ "operation": "SubmitJob", "input": { … } }, …]        out: [{ "method", "path", "query", "headers", "body" }, …]
import http from 'node:http';
import { readFileSync } from 'node:fs';
import * as batch from '@aws-sdk/client-batch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as sts from '@aws-sdk/client-sts';

process.removeAllListeners('warning');
const cases = JSON.parse(readFileSync(0, 'utf8'));
let arrived;
const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const [path, query = ''] = request.url.split('?');
    arrived = { method: request.method, path, query, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
    const isForm = (request.headers['content-type'] ?? '').includes('form');
    response.setHeader('content-type', isForm ? 'text/xml' : 'application/json');
    response.end(isForm
      ? '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>'
      : '{}');
  });
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const options = {
  region: 'us-east-1',
  endpoint: `http://127.0.0.1:${server.address().port}`,
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up-for-the-test' },
  maxAttempts: 1,
};
const services = [
  [batch, new batch.BatchClient(options)],
  [logs, new logs.CloudWatchLogsClient(options)],
  [sts, new sts.STSClient(options)],
];
const requests = [];
for (const { operation, input } of cases) {
  const [module, client] = services.find(([candidate]) => candidate[`${operation}Command`]) ?? [];
  if (!module) throw new Error(`no official client knows ${operation}`);
  arrived = undefined;
  try {
    await client.send(new module[`${operation}Command`](input));
  } catch (error) {
    // A reply without the members of the operation is refused by some; the request is what counts.
    if (!arrived) throw error;
  }
  requests.push(arrived);
}
server.close();
server.closeAllConnections();
process.stdout.write(JSON.stringify(requests));
