// Prints the host that the vendor's clients choose for each region and setting of standard input.
//   in:  [{ "service": "batch", "region": "cn-north-1", "fips": false, "dualStack": true }, …]        out: ["batch.cn-north-1.…", …]
import { readFileSync } from 'node:fs';
import { BatchClient } from '@aws-sdk/client-batch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { STSClient } from '@aws-sdk/client-sts';

process.removeAllListeners('warning');
const clients = { batch: BatchClient, logs: CloudWatchLogsClient, sts: STSClient };
const hosts = JSON.parse(readFileSync(0, 'utf8')).map(({ service, region, fips, dualStack }) => {
  const client = new clients[service]({ region, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  return client.config.endpointProvider({ Region: region, UseFIPS: fips, UseDualStack: dualStack }).url.host;
});
process.stdout.write(JSON.stringify(hosts));
