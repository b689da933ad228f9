// A whole life on Azure Batch with the vendor's own client, against the account that AZURE_BATCH_ENDPOINT names. Prints a line for each step that held.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { BatchServiceClient, BatchSharedKeyCredentials } from '@azure/batch';

const { AZURE_BATCH_ENDPOINT: endpoint, AZURE_BATCH_ACCOUNT: account, AZURE_BATCH_KEY: key } = process.env;
const client = new BatchServiceClient(new BatchSharedKeyCredentials(account, key), endpoint, { noRetryPolicy: true });
const image = {
  imageReference: { publisher: 'canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' }, nodeAgentSKUId: 'batch.node.ubuntu 24.04',
};
const shell = script => `/bin/sh -c "${script}"`;

async function until(what, look) {
  for (let tries = 0; tries < 3000; tries++) {
    const found = await look();
    if (found) return found;
    await pause(20);
  }
  assert.fail(`waited in vain: ${what}`);
}

async function refused(call, status, code) {
  const error = await call.then(() => assert.fail('accepted'), e => e);
  assert.equal(error.statusCode, status, error.stack);
  assert.equal(error.code, code);
  return error;
}

const job = (id, state) => until(`${id} ${state}`, async () => {
  const found = await client.job.get(id);
  return found.state === state ? found : undefined;
});
const task = (id, state, jobId = 'life') => until(`${id} ${state}`, async () => {
  const found = await client.task.get(jobId, id);
  return found.state === state ? found : undefined;
});
const text = async (id, name, options) => {
  const reply = await client.file.getFromTask('life', id, name, options);
  const chunks = [];
  for await (const chunk of reply.readableStreamBody) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
const pages = async (first, next) => {
  const all = [];
  let count = 0;
  for (let page = await first; ; page = await next(page.odatanextLink)) {
    count++;
    all.push(...page);
    if (!page.odatanextLink) return { all, count };
  }
};

const steps = {
  async images() {
    const found = await client.account.listSupportedImages({ accountListSupportedImagesOptions: { filter: "osType eq 'linux'" } });
    assert.ok(found.length > 3 && found.every(item => item.osType === 'linux' && item.nodeAgentSKUId));
    assert.equal((await client.application.list()).length, 0);
  },
  async pool() {
    await client.pool.add({
      id: 'life', displayName: 'Life', vmSize: 'STANDARD_D4S_V3', virtualMachineConfiguration: image, targetDedicatedNodes: 2, taskSlotsPerNode: 8,
      taskSchedulingPolicy: { nodeFillType: 'spread' }, metadata: [{ name: 'team', value: 'a' }],
      startTask: { commandLine: shell('echo ready'), waitForSuccess: true },
    });
    assert.equal((await client.pool.exists('life')).body, true);
    const pool = await until('steady', async () => {
      const found = await client.pool.get('life');
      return found.allocationState === 'steady' ? found : undefined;
    });
    assert.deepEqual([pool.vmSize, pool.currentDedicatedNodes, pool.taskSlotsPerNode, pool.state], ['standard_d4s_v3', 2, 8, 'active']);
    assert.match(pool.eTag, /^0x8D[0-9A-F]+$/);
  },
  async nodes() {
    const nodes = await until('idle', async () => {
      const found = await client.computeNode.list('life');
      return found.every(node => node.state === 'idle') ? found : undefined;
    });
    assert.deepEqual(nodes.map(node => [node.isDedicated, node.startTaskInfo.result]), [[true, 'success'], [true, 'success']]);
    const node = await client.computeNode.get('life', nodes[0].id);
    assert.equal(node.affinityId, `TVM:${node.id}`);
    const files = await client.file.listFromComputeNode('life', node.id, { recursive: true });
    assert.ok(files.some(file => file.name === 'startup/stdout.txt' && file.properties.contentLength === 6));
    const counts = await client.account.listPoolNodeCounts();
    assert.deepEqual([counts[0].poolId, counts[0].dedicated.idle, counts[0].lowPriority.total], ['life', 2, 0]);
  },
  async job() {
    await client.job.add({
      id: 'life', priority: 5, usesTaskDependencies: true, poolInfo: { poolId: 'life' }, commonEnvironmentSettings: [{ name: 'COMMON', value: 'c' }],
      constraints: { maxTaskRetryCount: 0 }, jobPreparationTask: { commandLine: shell('echo before') },
    });
    const found = await client.job.get('life');
    assert.deepEqual([found.state, found.priority, found.onAllTasksComplete, found.executionInfo.poolId], ['active', 5, 'noaction', 'life']);
    await client.job.patch('life', { priority: 7, metadata: [{ name: 'k', value: 'v' }] });
    assert.equal((await client.job.get('life')).priority, 7);
  },
  async task() {
    await client.task.add('life', {
      id: 'hello', displayName: 'Hello', commandLine: shell('echo hello $COMMON $OWN; echo oops >&2; mkdir out; echo data >\\"out/a b.txt\\"'),
      environmentSettings: [{ name: 'OWN', value: 'o' }], resourceFiles: [],
    });
    const done = await task('hello', 'completed');
    assert.deepEqual([done.executionInfo.result, done.executionInfo.exitCode, done.previousState], ['success', 0, 'running']);
    assert.ok(done.executionInfo.startTime <= done.executionInfo.endTime && done.nodeInfo.poolId === 'life');
    const status = await client.job.listPreparationAndReleaseTaskStatus('life');
    assert.equal(status[0].jobPreparationTaskExecutionInfo.result, 'success');
  },
  async files() {
    assert.equal(await text('hello', 'stdout.txt'), 'hello c o\n');
    assert.equal(await text('hello', 'stderr.txt'), 'oops\n');
    assert.equal(await text('hello', 'wd/out/a b.txt'), 'data\n');
    assert.equal(await text('hello', 'stdout.txt', { fileGetFromTaskOptions: { ocpRange: 'bytes=6-8' } }), 'c o');
    const properties = await client.file.getPropertiesFromTask('life', 'hello', 'stdout.txt');
    assert.deepEqual([properties.contentLength, String(properties.ocpBatchFileIsdirectory).toLowerCase()], [10, 'false']);
    const names = (await client.file.listFromTask('life', 'hello', { recursive: true })).map(file => file.name);
    assert.deepEqual(names, ['stderr.txt', 'stdout.txt', 'wd', 'wd/out', 'wd/out/a b.txt']);
    await client.file.deleteFromTask('life', 'hello', 'stderr.txt');
    await refused(client.file.getPropertiesFromTask('life', 'hello', 'stderr.txt'), 404, undefined);
  },
  async collection() {
    const tasks = Array.from({ length: 100 }, (_, index) => ({ id: `many-${index}`, commandLine: '/bin/echo ' + index }));
    tasks[50].id = 'hello';
    const results = (await client.task.addCollection('life', tasks)).value;
    assert.equal(results.length, 100);
    const failed = results.filter(result => result.status.toLowerCase() !== 'success');
    assert.deepEqual(failed.map(result => [result.taskId, result.status.toLowerCase(), result.error.code]), [['hello', 'clienterror', 'TaskExists']]);
    await until('all done', async () =>
      (await client.task.list('life', { taskListOptions: { filter: "startswith(id,'many-') and state eq 'completed'", select: 'id' } })).length === 99);
  },
  async dependency() {
    await client.task.add('life', { id: 'last', commandLine: shell('exit 0'), dependsOn: { taskIds: ['first', '7'], taskIdRanges: [{ start: 8, end: 9 }] } });
    await client.task.addCollection('life', ['first', '7', '8', '9'].map(id => ({ id, commandLine: '/bin/true' })));
    assert.equal((await task('last', 'completed')).executionInfo.result, 'success');
  },
  async failure() {
    await client.task.add('life', {
      id: 'fails', commandLine: shell('exit 3'),
      exitConditions: { exitCodes: [{ code: 3, exitOptions: { dependencyAction: 'satisfy' } }], default: { dependencyAction: 'block' } },
    });
    await client.task.add('life', { id: 'after-3', commandLine: '/bin/true', dependsOn: { taskIds: ['fails'] } });
    const { executionInfo: info } = await task('fails', 'completed');
    assert.deepEqual([info.result, info.exitCode, info.failureInfo.code, info.failureInfo.category.toLowerCase()], ['failure', 3, 'FailureExitCode', 'usererror']);
    await task('after-3', 'completed');
    await client.task.add('life', { id: 'fails-badly', commandLine: shell('exit 4') });
    await client.task.add('life', { id: 'blocked', commandLine: '/bin/true', dependsOn: { taskIds: ['fails-badly'] } });
    await task('fails-badly', 'completed');
    assert.equal((await client.task.get('life', 'blocked')).state, 'active');
  },
  async retry() {
    await client.task.add('life', { id: 'retries', commandLine: shell('test -e seen && exit 0; touch seen; exit 1'), constraints: { maxTaskRetryCount: 3 } });
    const { executionInfo: info } = await task('retries', 'completed');
    assert.deepEqual([info.result, info.retryCount], ['success', 1]);
    assert.ok(info.lastRetryTime);
  },
  async timeout() {
    await client.task.add('life', { id: 'slow', commandLine: '/bin/sleep 600', constraints: { maxWallClockTime: 'PT10S' } });
    const { executionInfo: info } = await task('slow', 'completed');
    assert.deepEqual([info.result, info.failureInfo.code, info.exitCode], ['failure', 'TaskEnded', undefined]);
  },
  async terminate() {
    await client.task.add('life', { id: 'endless', commandLine: '/bin/sleep 600' });
    await task('endless', 'running');
    await client.task.terminate('life', 'endless');
    assert.equal((await task('endless', 'completed')).executionInfo.failureInfo.code, 'TaskEnded');
    await refused(client.task.terminate('life', 'endless'), 409, 'TaskCompleted');
    await client.task.update('life', 'blocked', { constraints: { maxTaskRetryCount: 2 } });
    assert.equal((await client.task.get('life', 'blocked')).constraints.maxTaskRetryCount, 2);
  },
  async reactivate() {
    await client.task.add('life', { id: 'twice', commandLine: shell('test -e ../flag && exit 0; touch ../flag; exit 5') });
    assert.equal((await task('twice', 'completed')).executionInfo.exitCode, 5);
    await client.task.reactivate('life', 'twice');
    const again = await until('success', async () => {
      const found = await client.task.get('life', 'twice');
      return found.executionInfo.result === 'success' ? found : undefined;
    });
    assert.equal(again.executionInfo.retryCount, 0);
    await refused(client.task.reactivate('life', 'twice'), 409, 'OperationInvalidForCurrentState');
  },
  async lists() {
    const options = { maxResults: 30, filter: "startswith(id,'many-')", select: 'id,state,executionInfo' };
    const { all, count } = await pages(client.task.list('life', { taskListOptions: options }), link => client.task.listNext(link));
    assert.deepEqual([all.length, count], [99, 4]);
    assert.ok(all.every(item => item.id.startsWith('many-') && item.commandLine === undefined && item.executionInfo.result === 'success'));
    const failed = await client.task.list('life', { taskListOptions: { filter: "state eq 'completed' and executionInfo/result eq 'failure' and (id eq 'slow' or id eq 'fails')" } });
    assert.deepEqual(failed.map(item => item.id).sort(), ['fails', 'slow']);
    assert.equal((await client.job.list({ jobListOptions: { filter: "state eq 'active' and creationTime ge datetime'2020-01-01T00:00:00Z'", expand: 'stats' } }))[0].stats.numFailedTasks > 0, true);
    assert.equal((await client.pool.list({ poolListOptions: { filter: "startswith(id,'none')" } })).length, 0);
    await until('counts', async () => {
      const { taskCounts } = await client.job.getTaskCounts('life');
      return taskCounts.active === 1 && taskCounts.failed >= 4;
    });
    assert.equal((await client.task.listSubtasks('life', 'hello')).value.length, 0);
  },
  async resize() {
    await client.pool.patch('life', { metadata: [{ name: 'team', value: 'b' }] });
    await client.pool.resize('life', { targetDedicatedNodes: 1, targetLowPriorityNodes: 1, nodeDeallocationOption: 'taskcompletion' });
    const pool = await until('resized', async () => {
      const found = await client.pool.get('life');
      return found.allocationState === 'steady' && found.currentDedicatedNodes === 1 && found.currentLowPriorityNodes === 1 ? found : undefined;
    });
    assert.equal(pool.metadata[0].value, 'b');
    await client.pool.enableAutoScale('life', { autoScaleFormula: '$TargetDedicatedNodes=min(2,$PendingTasks.GetSample(1)+1);$TargetLowPriorityNodes=0;' });
    const run = await client.pool.evaluateAutoScale('life', '$TargetDedicatedNodes=3;');
    assert.match(run.results, /^\$TargetDedicatedNodes=3;/);
    assert.equal((await client.pool.evaluateAutoScale('life', 'nonsense')).error.code, 'AutoScalingFormulaEvaluationError');
    await client.pool.disableAutoScale('life');
  },
  async conditions() {
    const { eTag } = await client.job.get('life');
    await refused(client.job.patch('life', { priority: 1 }, { jobPatchOptions: { ifMatch: '0x8D0000000000000' } }), 412, 'ConditionNotMet');
    await client.job.patch('life', { priority: 1 }, { jobPatchOptions: { ifMatch: eTag } });
    assert.notEqual((await client.job.get('life')).eTag, eTag);
  },
  async disable() {
    await client.task.add('life', { id: 'resumes', commandLine: '/bin/sleep 600' });
    await task('resumes', 'running');
    await client.job.disable('life', 'requeue');
    await job('life', 'disabled');
    const waiting = await task('resumes', 'active');
    assert.equal(waiting.executionInfo.requeueCount, 1);
    await client.job.enable('life');
    await job('life', 'active');
    await task('resumes', 'running');
  },
  async errors() {
    const error = await refused(client.pool.get('nowhere'), 404, 'PoolNotFound');
    assert.match(error.body.message.value, /does not exist\.\nRequestId:[0-9a-f-]{36}\nTime:/);
    assert.equal((await client.pool.exists('nowhere')).body, false);
    await refused(client.pool.add({ id: 'life', vmSize: 'x', virtualMachineConfiguration: image }), 409, 'PoolExists');
    await refused(client.job.add({ id: 'LIFE', poolInfo: { poolId: 'life' } }), 409, 'JobExists');
    await refused(client.task.get('life', 'nowhere'), 404, 'TaskNotFound');
    const wrong = await refused(client.job.add({ id: 'not an id', poolInfo: { poolId: 'life' } }), 400, 'InvalidPropertyValue');
    assert.equal(wrong.body.values.find(value => value.key === 'PropertyName').value, 'id');
    await refused(client.pool.list({ poolListOptions: { select: 'colour' } }), 400, 'InvalidQueryParameterValue');
    await refused(client.task.list('life', { taskListOptions: { filter: 'colour eq 1' } }), 400, 'InvalidQueryParameterValue');
    const stranger = new BatchServiceClient(new BatchSharedKeyCredentials(account, Buffer.from('another').toString('base64')), endpoint, { noRetryPolicy: true });
    await refused(stranger.job.list(), 403, 'AuthenticationFailed');
  },
  async end() {
    await client.task.deleteMethod('life', 'hello');
    await refused(client.task.get('life', 'hello'), 404, 'TaskNotFound');
    await client.job.terminate('life', { jobTerminateParameter: undefined });
    const ended = await job('life', 'completed');
    assert.equal(ended.executionInfo.terminateReason, 'UserTerminate');
    assert.equal((await client.task.get('life', 'blocked')).state, 'active');
    assert.equal((await client.task.get('life', 'resumes')).executionInfo.failureInfo.code, 'TaskEnded');
    await refused(client.task.add('life', { id: 'late', commandLine: '/bin/true' }), 409, 'JobCompleted');
    await client.job.deleteMethod('life');
    await until('job gone', () => client.job.get('life').then(() => false, error => error.code === 'JobNotFound'));
    await client.pool.deleteMethod('life');
    await until('pool gone', async () => !(await client.pool.exists('life')).body);
  },
};

for (const [name, step] of Object.entries(steps)) {
  await step().catch(error => {
    console.error(`${name}: ${error.stack}`);
    process.exit(1);
  });
  console.log(`ok ${name}`);
}
