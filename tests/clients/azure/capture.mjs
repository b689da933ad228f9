// Sends every request below through the vendor's client to a loopback socket and prints what arrived there.
//   in:  { "account": …, "key": base64 }, both optional        out: [{ "name", "method", "path", "query", "headers", "body" }, …]
import http from 'node:http';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

process.removeAllListeners('warning');
const { BatchServiceClient, BatchSharedKeyCredentials } = createRequire(import.meta.url)('@azure/batch');
const { account = 'account', key = 'bWFkZS11cC1mb3ItdGhlLXRlc3Q=' } = JSON.parse(readFileSync(0, 'utf8') || '{}');
let arrived;
const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const [path, query = ''] = request.url.split('?');
    arrived = { method: request.method, path, query, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
    const isChange = request.method !== 'GET' && request.method !== 'HEAD';
    response.writeHead(request.url.includes('addtaskcollection') || !isChange ? 200 : 202, { 'content-type': 'application/json' });
    response.end(request.method === 'HEAD' ? undefined : '{"value":[]}');
  });
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const client = new BatchServiceClient(
  new BatchSharedKeyCredentials(account, key), `http://127.0.0.1:${server.address().port}`, { noRetryPolicy: true });

const image = {
  imageReference: { publisher: 'microsoft-dsvm', offer: 'ubuntu-hpc', sku: '2204', version: 'latest' }, nodeAgentSKUId: 'batch.node.ubuntu 22.04',
};
const cases = {
  'pool.add': () => client.pool.add({
    id: 'pool-1', displayName: 'a pool', vmSize: 'Standard_D4s_v3',
    virtualMachineConfiguration: {
      ...image, dataDisks: [{ lun: 0, caching: 'readwrite', diskSizeGB: 32, storageAccountType: 'standard_lrs' }],
      containerConfiguration: { type: 'dockerCompatible', containerImageNames: ['busybox'], containerRegistries: [{ userName: 'u', password: 'p', registryServer: 'r.example.com' }] },
      osDisk: { ephemeralOSDiskSettings: { placement: 'cachedisk' } }, nodePlacementConfiguration: { policy: 'zonal' },
    },
    resizeTimeout: 'PT10M', targetDedicatedNodes: 2, targetLowPriorityNodes: 0, enableInterNodeCommunication: false, taskSlotsPerNode: 8,
    networkConfiguration: { subnetId: '/subscriptions/s/subnets/n', publicIPAddressConfiguration: { provision: 'noPublicIPAddresses' } },
    startTask: { commandLine: 'true', environmentSettings: [{ name: 'A', value: 'ä "1"' }], userIdentity: { autoUser: { scope: 'pool', elevationLevel: 'admin' } }, maxTaskRetryCount: 1, waitForSuccess: true },
    taskSchedulingPolicy: { nodeFillType: 'pack' }, metadata: [{ name: 'team', value: 'x' }],
    mountConfiguration: [{ nfsMountConfiguration: { source: '10.0.0.4:/x', relativeMountPath: 'nfs', mountOptions: '-o ro' } }],
  }),
  'pool.add(autoscale)': () => client.pool.add({
    id: 'pool-2', vmSize: 'Standard_D2s_v5', virtualMachineConfiguration: image, enableAutoScale: true, autoScaleFormula: '$TargetDedicatedNodes=1;', autoScaleEvaluationInterval: 'PT5M',
  }),
  'pool.get': () => client.pool.get('pool-1', { poolGetOptions: { select: 'id,state' } }),
  'pool.list': () => client.pool.list({ poolListOptions: { filter: "startswith(id,'po')", maxResults: 7 } }),
  'pool.exists': () => client.pool.exists('pool-1'),
  'pool.patch': () => client.pool.patch('pool-1', { metadata: [{ name: 'a', value: 'b' }] }),
  'pool.resize': () => client.pool.resize('pool-1', { targetDedicatedNodes: 3, nodeDeallocationOption: 'taskcompletion' }),
  'pool.stopResize': () => client.pool.stopResize('pool-1'),
  'pool.enableAutoScale': () => client.pool.enableAutoScale('pool-1', { autoScaleFormula: '$TargetDedicatedNodes=2;' }),
  'pool.evaluateAutoScale': () => client.pool.evaluateAutoScale('pool-1', '$TargetDedicatedNodes=2;'),
  'pool.disableAutoScale': () => client.pool.disableAutoScale('pool-1'),
  'pool.delete': () => client.pool.deleteMethod('pool-1'),
  'account.listPoolNodeCounts': () => client.account.listPoolNodeCounts({ accountListPoolNodeCountsOptions: { filter: "poolId eq 'pool-1'" } }),
  'account.listSupportedImages': () => client.account.listSupportedImages({ accountListSupportedImagesOptions: { filter: "osType eq 'linux'" } }),
  'computeNode.list': () => client.computeNode.list('pool-1', { computeNodeListOptions: { maxResults: 10 } }),
  'job.add': () => client.job.add({
    id: 'queue-g1', displayName: 'queue', priority: -10, constraints: { maxTaskRetryCount: 2, maxWallClockTime: 'PT1H' }, poolInfo: { poolId: 'pool-1' },
    onAllTasksComplete: 'noaction', onTaskFailure: 'noaction', usesTaskDependencies: true, metadata: [{ name: 'multibatch:queue', value: 'queue' }],
    commonEnvironmentSettings: [{ name: 'B', value: '' }],
  }),
  'job.get': () => client.job.get('queue-g1', { jobGetOptions: { select: 'id,state', expand: 'stats' } }),
  'job.list': () => client.job.list({ jobListOptions: { filter: "startswith(id,'queue-g')", maxResults: 100 } }),
  'job.patch': () => client.job.patch('queue-g1', { priority: 5, metadata: [{ name: 'a', value: 'b' }], poolInfo: { poolId: 'pool-2' } }, { jobPatchOptions: { ifMatch: '0x8D7' } }),
  'job.update(PUT)': () => client.job.update('queue-g1', { priority: 5, poolInfo: { poolId: 'pool-2' } }),
  'job.disable': () => client.job.disable('queue-g1', 'wait'),
  'job.enable': () => client.job.enable('queue-g1'),
  'job.terminate': () => client.job.terminate('queue-g1', { terminateReason: 'done' }),
  'job.delete': () => client.job.deleteMethod('queue-g1'),
  'job.getTaskCounts': () => client.job.getTaskCounts('queue-g1'),
  'task.add': () => client.task.add('queue-g1', {
    id: '01jd-0', displayName: '{"n":"a"}', commandLine: "/bin/sh -c 'eval \"$X\"'",
    containerSettings: { imageName: 'busybox', containerRunOptions: '--cpus=2 --memory=64m', workingDirectory: 'taskWorkingDirectory', registry: { registryServer: 'r.example.com', identityReference: { resourceId: '/i' } } },
    resourceFiles: [{ httpUrl: 'https://example.com/a?b=c&d', filePath: 'a', fileMode: '0755' }],
    outputFiles: [{ filePattern: '../std*.txt', destination: { container: { containerUrl: 'https://example.com/c', path: 'p' } }, uploadOptions: { uploadCondition: 'taskcompletion' } }],
    environmentSettings: [{ name: 'X', value: "it's <b> & 日本語" }, { name: 'EMPTY', value: '' }],
    constraints: { maxWallClockTime: 'PT1M30S', retentionTime: 'P1D', maxTaskRetryCount: 0 }, requiredSlots: 4,
    userIdentity: { autoUser: { scope: 'task', elevationLevel: 'nonadmin' } }, dependsOn: { taskIds: ['a', 'b-1'] },
    exitConditions: { exitCodes: [{ code: 3, exitOptions: { dependencyAction: 'satisfy' } }], default: { dependencyAction: 'block' } },
  }),
  'task.add(multiInstance)': () => client.task.add('queue-g1', {
    id: 'm', commandLine: 'mpirun', multiInstanceSettings: { numberOfInstances: 2, coordinationCommandLine: 'true', commonResourceFiles: [{ httpUrl: 'https://example.com/x', filePath: 'x' }] },
  }),
  'task.addCollection': () => client.task.addCollection('queue-g1', Array.from({ length: 100 }, (_, number) => ({ id: `t-${number}`, commandLine: `echo ${number}` }))),
  'task.get': () => client.task.get('queue-g1', '01jd-0'),
  'task.list': () => client.task.list('queue-g1', { taskListOptions: { filter: "startswith(id,'01jd-') and state eq 'active'", select: 'id,state,executionInfo', maxResults: 1000 } }),
  'task.update': () => client.task.update('queue-g1', '01jd-0', { constraints: { maxTaskRetryCount: 1 } }),
  'task.terminate': () => client.task.terminate('queue-g1', '01jd-0'),
  'task.reactivate': () => client.task.reactivate('queue-g1', '01jd-0'),
  'task.delete': () => client.task.deleteMethod('queue-g1', '01jd-0'),
  'file.listFromTask': () => client.file.listFromTask('queue-g1', '01jd-0', { recursive: true }),
  'file.getFromTask': () => client.file.getFromTask('queue-g1', '01jd-0', 'stdout.txt'),
  'file.getFromTask(range)': () => client.file.getFromTask('queue-g1', '01jd-0', 'wd/out/ä b&c.txt', { fileGetFromTaskOptions: { ocpRange: 'bytes=0-1023' } }),
  'file.getPropertiesFromTask': () => client.file.getPropertiesFromTask('queue-g1', '01jd-0', 'stderr.txt'),
};
const requests = [];
for (const [name, send] of Object.entries(cases)) {
  arrived = undefined;
  try {
    await send();
  } catch (error) {
    // Made-up replies are refused by some; the request is what counts.
    if (!arrived) throw error;
  }
  requests.push({ name, ...arrived });
}
server.close();
server.closeAllConnections();
process.stdout.write(JSON.stringify(requests));
