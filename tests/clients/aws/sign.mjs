// Signs the requests of standard input with the vendor's signer and prints the Authorization header of each.
//   in:  [{ "method", "url", "headers", "body", "region", "service", "date", "credentials" }, …]        out: ["AWS4-HMAC-SHA256 …", …]
import { readFileSync } from 'node:fs';
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

class Sha256 {
  constructor(key) {
    this.hash = key ? createHmac('sha256', key) : createHash('sha256');
  }
  update(data) {
    this.hash.update(data);
  }
  async digest() {
    return this.hash.digest();
  }
}

const signatures = [];
for (const request of JSON.parse(readFileSync(0, 'utf8'))) {
  const url = new URL(request.url);
  const query = {};
  for (const [name, value] of url.searchParams) (query[name] ??= []).push(value);
  const signer = new SignatureV4({
    service: request.service, region: request.region, credentials: request.credentials, sha256: Sha256, applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method: request.method, protocol: url.protocol, hostname: url.hostname, path: url.pathname, query,
      headers: { ...request.headers, host: url.host }, body: request.body ?? undefined,
    },
    { signingDate: new Date(request.date) });
  signatures.push(signed.headers.authorization);
}
process.stdout.write(JSON.stringify(signatures));
