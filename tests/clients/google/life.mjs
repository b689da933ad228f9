// A whole life on Google Cloud Batch with the vendor's own clients in REST mode, against the address in GOOGLE_EMULATOR. Prints a line for each step that held.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import batch from '@google-cloud/batch';
import logging from '@google-cloud/logging-api';

process.removeAllListeners('warning');
const address = new URL(process.env.GOOGLE_EMULATOR);
const project = process.env.GOOGLE_CLOUD_PROJECT;
// The clients' own authentication throws for each status that is no success, and so hides the errors that the clients read.
const authFor = token => ({
  getClient: async () => ({ universeDomain: 'googleapis.com' }),
  getProjectId: async () => project,
  fetch: (url, init) => {
    init.headers.set('authorization', `Bearer ${token}`);
    return fetch(url, { method: init.method, headers: init.headers, body: init.body, signal: init.signal });
  },
});
const optionsFor = token => ({ fallback: true, projectId: project, apiEndpoint: address.hostname, port: Number(address.port), protocol: 'http', auth: authFor(token) });
const options = optionsFor(process.env.GOOGLE_TOKEN);
const client = new batch.v1.BatchServiceClient(options);
const alpha = new batch.v1alpha.BatchServiceClient(options);
const logs = new logging.v2.LoggingServiceV2Client(options);
const parent = `projects/${project}/locations/us-central1`;
const nameOf = id => `${parent}/jobs/${id}`;
const uuid = () => crypto.randomUUID();

async function until(what, look) {
  for (let tries = 0; tries < 3000; tries++) {
    const found = await look();
    if (found) return found;
    await pause(20);
  }
  assert.fail(`waited in vain: ${what}`);
}

async function refused(call, code, text) {
  const error = await call.then(() => assert.fail('accepted'), e => e);
  assert.equal(error.code, code, error.message);
  assert.match(error.message, text);
  return error;
}

const script = text => ({ script: { text } });
const job = (runnables, spec = {}, group = {}, more = {}) => ({
  taskGroups: [{ taskSpec: { runnables, ...spec }, ...group }],
  logsPolicy: { destination: 'CLOUD_LOGGING' },
  ...more,
});
const create = async (jobId, body, more = {}) => (await client.createJob({ parent, jobId, job: body, ...more }))[0];
const get = async id => (await client.getJob({ name: nameOf(id) }))[0];
const ended = id => until(`end of ${id}`, async () => {
  const found = await get(id);
  return ['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(found.status.state) ? found : undefined;
});
const tasksOf = async (id, filter) => (await client.listTasks({ parent: `${nameOf(id)}/taskGroups/group0`, ...(filter && { filter }) }))[0];
const latest = task => task.status.statusEvents.toSorted((one, other) => timeOf(one) - timeOf(other)).at(-1);
const timeOf = event => Number(event.eventTime.seconds) * 1e9 + event.eventTime.nanos;
const output = (uid, count, more = '') => until(`${count} lines of ${uid}`, async () => {
  const [entries] = await logs.listLogEntries({
    resourceNames: [`projects/${project}`],
    filter: `logName="projects/${project}/logs/batch_task_logs" AND labels.job_uid="${uid}"${more}`,
    orderBy: 'timestamp asc', pageSize: 2,
  });
  return entries.length === count && entries;
});

const steps = {
  async create() {
    const requestId = uuid();
    const body = job([script('echo hello; echo trouble >&2')], {}, {}, { labels: { team: 'genomics' } });
    const made = await create('life-1', body, { requestId });
    const again = await create('life-1', body, { requestId });
    assert.deepEqual([made.name, made.uid], [nameOf('life-1'), again.uid]);
    assert.match(made.uid, /^life-1-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}0$/);
    const [group] = made.taskGroups;
    assert.deepEqual([made.status.state, String(group.taskCount), String(group.parallelism), String(group.taskSpec.computeResource.cpuMilli)], ['QUEUED', '1', '1', '2000']);
    assert.match(group.name, /^projects\/\d+\/locations\/us-central1\/jobs\/life-1\/taskGroups\/group0$/);
    assert.equal(made.allocationPolicy.labels['batch-job-id'], 'life-1');
    assert.equal(made.allocationPolicy.location.allowedLocations[0], 'regions/us-central1');
  },

  async end() {
    const done = await ended('life-1');
    assert.equal(done.status.state, 'SUCCEEDED');
    assert.deepEqual(Object.fromEntries(Object.entries(done.status.taskGroups.group0.counts).map(([state, count]) => [state, String(count)])), { SUCCEEDED: '1' });
    assert.match(done.status.taskGroups.group0.instances[0].machineType, /^e2-/);
    const texts = done.status.statusEvents.toSorted((one, other) => timeOf(one) - timeOf(other)).map(event => event.description.replace(/ for job .*/, ''));
    assert.deepEqual(texts, ['QUEUED to SCHEDULED', 'SCHEDULED to RUNNING', 'RUNNING to SUCCEEDED'].map(states => `Job state is set from ${states}`));
  },

  async task() {
    const [task] = await client.getTask({ name: `${nameOf('life-1')}/taskGroups/group0/tasks/0` });
    assert.equal(task.status.state, 'SUCCEEDED');
    assert.match(latest(task).description, /^Task state is updated from RUNNING to SUCCEEDED on zones\/us-central1-[abcf]\/instances\/\d+\.$/);
    await refused(client.getTask({ name: `${nameOf('life-1')}/taskGroups/group0/tasks/1` }), 5, /not found/);
  },

  async logs() {
    const entries = await output((await get('life-1')).uid, 2);
    assert.deepEqual(entries.map(entry => [entry.textPayload, entry.severity, entry.labels.team]), [['hello', 'INFO', 'genomics'], ['trouble', 'ERROR', 'genomics']]);
    assert.equal(entries[0].resource.type, 'batch.googleapis.com/Job');
  },

  async array() {
    await create('life-array', job([script('echo $BATCH_TASK_INDEX of $BATCH_TASK_COUNT $ROW')], {}, { taskEnvironments: Array.from({ length: 12 }, (_, i) => ({ variables: { ROW: `r${i}` } })), parallelism: 5 }));
    const done = await ended('life-array');
    assert.deepEqual([done.status.state, String(done.status.taskGroups.group0.counts.SUCCEEDED)], ['SUCCEEDED', '12']);
    const tasks = [];
    for await (const task of client.listTasksAsync({ parent: `${nameOf('life-array')}/taskGroups/group0`, pageSize: 5 })) tasks.push(task);
    assert.deepEqual(tasks.map(task => Number(task.name.split('/').at(-1))), Array.from({ length: 12 }, (_, i) => i));
    assert.equal((await tasksOf('life-array', 'State=FAILED')).length, 0);
    await output(done.uid, 12);
    const [one] = await output(done.uid, 1, ` AND labels.task_id:"${done.uid}-group0-1/"`);
    assert.equal(one.textPayload, '1 of 12 r1');
  },

  async failure() {
    await create('life-fail', job([script('[ $BATCH_TASK_INDEX != 1 ] || exit 137')], {}, { taskCount: 3 }));
    const done = await ended('life-fail');
    assert.equal(done.status.state, 'FAILED');
    const [failed] = await tasksOf('life-fail', 'State=FAILED');
    assert.equal(latest(failed).taskExecution.exitCode, 137);
    assert.ok(done.status.statusEvents.some(event => /RUNNING to FAILED for job .*task with index 1 failed due to the following task event: "Task state is updated from RUNNING to FAILED on zones\/.*with exit code 137\."$/.test(event.description)));
  },

  async retry() {
    const lifecyclePolicies = [{ action: 'RETRY_TASK', actionCondition: { exitCodes: [9] } }];
    await create('life-retry', job([script('[ $BATCH_TASK_RETRY_ATTEMPT = 2 ] || exit 9')], { maxRetryCount: 3, lifecyclePolicies }));
    await create('life-other', job([script('exit 8')], { maxRetryCount: 3, lifecyclePolicies }));
    assert.equal((await ended('life-retry')).status.state, 'SUCCEEDED');
    assert.equal((await ended('life-other')).status.state, 'FAILED');
    const [task] = await tasksOf('life-retry');
    assert.ok(task.status.statusEvents.every(event => !event.taskExecution));
  },

  async timeout() {
    await create('life-late', job([script('sleep 600'), { ...script('echo never'), alwaysRun: true }], { maxRunDuration: { seconds: 20 } }));
    const done = await ended('life-late');
    assert.equal(done.status.state, 'FAILED');
    const event = latest((await tasksOf('life-late'))[0]);
    assert.equal(event.taskExecution.exitCode, 50005);
    assert.match(event.description, /due to task runs over the maximum runtime with exit code 50005\.$/);
  },

  async steps() {
    await create('life-steps', job([
      { ...script('while :; do sleep 0.05; done'), background: true },
      { ...script('exit 3'), ignoreExitStatus: true },
      { container: { imageUri: 'busybox', entrypoint: '/bin/sh', commands: ['-c', 'echo in container $WHO'] }, environment: { variables: { WHO: 'me' } } },
      { barrier: { name: 'all' } },
      script('exit 4'),
      script('echo never'),
      { ...script('echo always'), alwaysRun: true },
    ], {}, { taskCount: 2 }));
    const done = await ended('life-steps');
    assert.equal(done.status.state, 'FAILED');
    const entries = await output(done.uid, 4);
    assert.deepEqual(entries.map(entry => entry.textPayload).sort(), ['always', 'always', 'in container me', 'in container me']);
  },

  async cancel() {
    await create('life-cancel', job([script('sleep 600')], {}, { taskCount: 3, parallelism: 2 }));
    await until('RUNNING', async () => (await get('life-cancel')).status.state === 'RUNNING');
    const [operation] = await client.cancelJob({ name: nameOf('life-cancel'), requestId: uuid() });
    await operation.promise();
    assert.equal((await get('life-cancel')).status.state, 'CANCELLED');
    assert.ok((await tasksOf('life-cancel')).every(task => task.status.state === 'UNEXECUTED'));
    const [again] = await client.cancelJob({ name: nameOf('life-cancel') });
    await again.promise();
  },

  async lists() {
    const ids = async (request = {}) => (await client.listJobs({ parent, ...request }))[0].map(item => item.name.split('/').at(-1));
    await until('all in the list', async () => (await ids()).length === 8);
    assert.deepEqual(await ids({ filter: 'labels.team="genomics"' }), ['life-1']);
    assert.deepEqual(await ids({ filter: 'status.state="FAILED" AND NOT name:"life-late"', orderBy: 'name' }), ['life-fail', 'life-other', 'life-steps']);
    assert.deepEqual(await ids({ filter: 'status.state="CANCELLED" OR labels."team"="genomics"', orderBy: 'create_time' }), ['life-1', 'life-cancel']);
    assert.deepEqual(await ids({ filter: 'createTime > "2099-01-01T00:00:00Z"' }), []);
    const [page, next] = await client.listJobs({ parent: `projects/${project}/locations/-`, pageSize: 3, orderBy: 'create_time desc' }, { autoPaginate: false });
    assert.deepEqual([page.length, page[0].name, next.pageSize, typeof next.pageToken], [3, nameOf('life-cancel'), 3, 'string']);
    const all = [];
    for await (const item of client.listJobsAsync({ parent, pageSize: 3, orderBy: 'create_time' })) all.push(item.createTime);
    assert.equal(all.length, 8);
  },

  async delete() {
    const [operation] = await client.deleteJob({ name: nameOf('life-1'), reason: 'cleanup & test', requestId: uuid() });
    assert.equal(operation.metadata.verb, 'delete');
    await operation.promise();
    await refused(client.getJob({ name: nameOf('life-1') }), 5, /not found/);
    await create('life-gone', job([script('sleep 600')]));
    const [other] = await client.deleteJob({ name: nameOf('life-gone') });
    await other.promise();
  },

  async operations() {
    const operations = [];
    for await (const operation of client.operationsClient.listOperationsAsync({ name: parent, filter: 'done=true' })) operations.push(operation);
    assert.equal(operations.length, 4);
    const [found] = await client.operationsClient.getOperation({ name: operations[0].name });
    assert.deepEqual([found.name, found.done], [operations[0].name, true]);
    await client.operationsClient.cancelOperation({ name: operations[0].name });
    await client.operationsClient.deleteOperation({ name: operations[0].name });
    await refused(client.operationsClient.getOperation({ name: operations[0].name }), 5, /not found/);
  },

  async dependencies() {
    const body = (text, items) => ({ ...job([script(text)]), ...(items && { dependencies: [{ items }] }) });
    await alpha.createJob({ parent, jobId: 'life-parent', job: body('sleep 0.2') });
    await alpha.createJob({ parent, jobId: 'life-child', job: body('true', { 'life-parent': 'SUCCEEDED' }) });
    await alpha.createJob({ parent, jobId: 'life-orphan', job: body('true', { [nameOf('life-parent')]: 'FAILED' }) });
    assert.equal((await ended('life-child')).status.state, 'SUCCEEDED');
    assert.equal((await ended('life-orphan')).status.state, 'FAILED');
    assert.deepEqual(await tasksOf('life-orphan'), []);
    const [child] = await alpha.getJob({ name: nameOf('life-child') });
    assert.deepEqual(child.dependencies[0].items, { 'life-parent': 'SUCCEEDED' });
  },

  async locations() {
    const regions = [];
    for await (const location of client.listLocationsAsync({ name: `projects/${project}` })) regions.push(location.locationId);
    assert.ok(regions.includes('us-central1') && regions.length > 30);
  },

  async errors() {
    await refused(create('life-array', job([script('true')])), 6, /already exists/);
    await refused(create('Bad_Id', job([script('true')])), 3, /job_id/);
    await refused(create('bad', job([script('true')], {}, {}, { priority: 100 })), 3, /priority/);
    await refused(create('bad', job([{}])), 3, /runnables\[0\]/);
    const error = await refused(create('bad', job([script('true')], { maxRetryCount: 11 })), 3, /max_retry_count/);
    assert.equal(error.statusDetails?.[0]?.fieldViolations?.[0]?.field, 'job.task_groups[0].task_spec.max_retry_count');
    await refused(client.getJob({ name: `projects/another/locations/us-central1/jobs/x` }), 7, /denied/);
    await refused(new batch.v1.BatchServiceClient(optionsFor('wrong')).getJob({ name: nameOf('life-array') }), 16, /credentials/);
  },
};

for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
  } catch (error) {
    console.error(`step ${name}: ${error.stack}`);
    process.exit(1);
  }
  console.log(`ok ${name}`);
}
