// A whole life on AWS Batch with the vendor's own clients, against whatever AWS_ENDPOINT_URL names. Prints a line for each step that held.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import * as batch from '@aws-sdk/client-batch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as sts from '@aws-sdk/client-sts';

const client = new batch.BatchClient({});
const logClient = new logs.CloudWatchLogsClient({});
const send = command => client.send(command);
const group = '/aws/batch/job';

async function until(what, look) {
  for (let tries = 0; tries < 3000; tries++) {
    const found = await look();
    if (found) return found;
    await pause(20);
  }
  assert.fail(`waited in vain: ${what}`);
}

async function refused(command, name, text) {
  const error = await send(command).then(() => assert.fail(`accepted: ${command.constructor.name}`), e => e);
  assert.equal(error.name, name);
  assert.match(error.message, text);
  assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
  return error;
}

const describe = async id => (await send(new batch.DescribeJobsCommand({ jobs: [id] }))).jobs[0];
const ended = id => until(`end of ${id}`, async () => {
  const job = await describe(id);
  return ['SUCCEEDED', 'FAILED'].includes(job.status) ? job : undefined;
});
const submit = async (name, definition, more = {}) =>
  (await send(new batch.SubmitJobCommand({ jobName: name, jobQueue: 'life-q', jobDefinition: definition, ...more }))).jobId;
const define = async (name, script, more = {}) => {
  const reply = await send(new batch.RegisterJobDefinitionCommand({
    jobDefinitionName: name, type: 'container',
    containerProperties: {
      image: 'busybox', command: ['/bin/sh', '-c', script],
      resourceRequirements: [{ type: 'VCPU', value: '1' }, { type: 'MEMORY', value: '128' }],
    },
    ...more,
  }));
  return `${reply.jobDefinitionName}:${reply.revision}`;
};
const output = async stream => {
  const lines = [];
  let token;
  for (;;) {
    const page = await logClient.send(new logs.GetLogEventsCommand({ logGroupName: group, logStreamName: stream, startFromHead: true, limit: 2, nextToken: token }));
    lines.push(...page.events.map(event => event.message));
    if (page.nextForwardToken === token) return lines;
    token = page.nextForwardToken;
  }
};

const steps = {
  async identity() {
    const who = await new sts.STSClient({}).send(new sts.GetCallerIdentityCommand({}));
    assert.match(who.Account, /^\d{12}$/);
  },

  async environment() {
    await send(new batch.CreateComputeEnvironmentCommand({
      computeEnvironmentName: 'life-ce', type: 'MANAGED',
      computeResources: { type: 'EC2', minvCpus: 0, maxvCpus: 32, instanceTypes: ['optimal'], subnets: ['subnet-1'], securityGroupIds: ['sg-1'], instanceRole: 'ecsInstanceRole' },
      tags: { team: 'a' },
    }));
    const environment = await until('a VALID environment', async () =>
      (await send(new batch.DescribeComputeEnvironmentsCommand({ computeEnvironments: ['life-ce'] }))).computeEnvironments.find(item => item.status === 'VALID'));
    assert.equal(environment.computeResources.maxvCpus, 32);
    await send(new batch.UpdateComputeEnvironmentCommand({ computeEnvironment: 'life-ce', computeResources: { maxvCpus: 16 } }));
    await until('the update', async () => {
      const [item] = (await send(new batch.DescribeComputeEnvironmentsCommand({ computeEnvironments: [environment.computeEnvironmentArn] }))).computeEnvironments;
      return item.status === 'VALID' && item.computeResources.maxvCpus === 16;
    });
  },

  async queue() {
    await send(new batch.CreateJobQueueCommand({ jobQueueName: 'life-q', priority: 5, computeEnvironmentOrder: [{ order: 1, computeEnvironment: 'life-ce' }] }));
    const queue = await until('a VALID queue', async () =>
      (await send(new batch.DescribeJobQueuesCommand({ jobQueues: ['life-q'] }))).jobQueues.find(item => item.status === 'VALID'));
    assert.deepEqual([queue.state, queue.priority, queue.computeEnvironmentOrder[0].order], ['ENABLED', 5, 1]);
  },

  async definition() {
    assert.equal(await define('life', 'echo one; echo two; echo three >&2'), 'life:1');
    assert.equal(await define('life', 'echo four'), 'life:2');
    const page = await send(new batch.DescribeJobDefinitionsCommand({ jobDefinitionName: 'life', status: 'ACTIVE', maxResults: 1 }));
    assert.ok(page.nextToken);
    const rest = await send(new batch.DescribeJobDefinitionsCommand({ jobDefinitionName: 'life', status: 'ACTIVE', maxResults: 1, nextToken: page.nextToken }));
    assert.deepEqual([page, rest].map(reply => reply.jobDefinitions[0].revision), [1, 2]);
    await send(new batch.DeregisterJobDefinitionCommand({ jobDefinition: 'life:2' }));
    const [latest] = (await send(new batch.DescribeJobDefinitionsCommand({ jobDefinitions: ['life:2'] }))).jobDefinitions;
    assert.equal(latest.status, 'INACTIVE');
  },

  async job() {
    const job = await ended(await submit('job', 'life', { tags: { k: 'v é' } }));
    assert.deepEqual([job.status, job.container.exitCode, job.attempts.length], ['SUCCEEDED', 0, 1]);
    assert.ok(job.createdAt <= job.startedAt && job.startedAt <= job.stoppedAt);
    assert.deepEqual(await output(job.container.logStreamName), ['one', 'two', 'three']);
    const streams = await logClient.send(new logs.DescribeLogStreamsCommand({ logGroupName: group, logStreamNamePrefix: 'life/default/' }));
    assert.ok(streams.logStreams.some(stream => stream.logStreamName === job.container.logStreamName));
    const found = await logClient.send(new logs.FilterLogEventsCommand({ logGroupName: group, logStreamNames: [job.container.logStreamName], filterPattern: 'two' }));
    assert.deepEqual(found.events.map(event => event.message), ['two']);
    assert.equal(job.tags.k, 'v é');
  },

  async array() {
    const id = await submit('array', await define('arr', 'echo child $AWS_BATCH_JOB_ARRAY_INDEX'), { arrayProperties: { size: 6 } });
    const job = await ended(id);
    assert.deepEqual([job.status, job.arrayProperties.size, job.arrayProperties.statusSummary.SUCCEEDED], ['SUCCEEDED', 6, 6]);
    const children = await until('children in the list', async () => {
      const { jobSummaryList } = await send(new batch.ListJobsCommand({ arrayJobId: id, jobStatus: 'SUCCEEDED' }));
      return jobSummaryList.length === 6 && jobSummaryList;
    });
    assert.deepEqual(children.map(child => child.arrayProperties.index).sort(), [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(await output((await describe(`${id}:4`)).container.logStreamName), ['child 4']);
  },

  async dependency() {
    const first = await submit('first', await define('slow', 'sleep 0.3'));
    const second = await submit('second', 'life:1', { dependsOn: [{ jobId: first }] });
    const [one, two] = [await ended(first), await ended(second)];
    assert.deepEqual([one.status, two.status, one.stoppedAt <= two.startedAt], ['SUCCEEDED', 'SUCCEEDED', true]);
  },

  async failure() {
    const failing = await submit('failing', await define('fail', 'exit 3'));
    const dependent = await submit('dependent', 'life:1', { dependsOn: [{ jobId: failing }] });
    const [one, two] = [await ended(failing), await ended(dependent)];
    assert.deepEqual([one.status, one.container.exitCode, one.statusReason], ['FAILED', 3, 'Essential container in task exited']);
    assert.deepEqual([two.status, two.startedAt, two.attempts.length], ['FAILED', undefined, 0]);
  },

  async retry() {
    const definition = await define('again', '[ $AWS_BATCH_JOB_ATTEMPT = 3 ] || exit 9');
    const job = await ended(await submit('again', definition, { retryStrategy: { attempts: 4, evaluateOnExit: [{ onExitCode: '9', action: 'RETRY' }, { onReason: '*', action: 'EXIT' }] } }));
    assert.deepEqual([job.status, job.attempts.map(attempt => attempt.container.exitCode)], ['SUCCEEDED', [9, 9, 0]]);
    assert.equal(new Set(job.attempts.map(attempt => attempt.container.logStreamName)).size, 3);
  },

  async timeout() {
    const job = await ended(await submit('late', await define('sleeper', 'sleep 600'), { timeout: { attemptDurationSeconds: 60 } }));
    assert.deepEqual([job.status, job.statusReason], ['FAILED', 'Job attempt duration exceeded timeout']);
  },

  async terminate() {
    const id = await submit('endless', 'sleeper');
    await until('RUNNING', async () => (await describe(id)).status === 'RUNNING');
    await send(new batch.CancelJobCommand({ jobId: id, reason: 'no effect' }));
    assert.equal((await describe(id)).status, 'RUNNING');
    await send(new batch.TerminateJobCommand({ jobId: id, reason: 'enough' }));
    const job = await ended(id);
    assert.deepEqual([job.status, job.statusReason, job.isTerminated], ['FAILED', 'enough', true]);
    const ids = [await submit('endless', 'sleeper'), await submit('endless', 'sleeper')];
    const reply = await send(new batch.TerminateJobsCommand({ jobs: [...ids, 'no-such-job'], reason: 'all' }));
    assert.equal(reply.successful.length, 3);
    for (const each of ids) assert.equal((await ended(each)).statusReason, 'all');
  },

  async tags() {
    const resourceArn = (await send(new batch.DescribeJobQueuesCommand({ jobQueues: ['life-q'] }))).jobQueues[0].jobQueueArn;
    await send(new batch.TagResourceCommand({ resourceArn, tags: { 'k é': 'v/1', other: '' } }));
    assert.deepEqual((await send(new batch.ListTagsForResourceCommand({ resourceArn }))).tags, { 'k é': 'v/1', other: '' });
    await send(new batch.UntagResourceCommand({ resourceArn, tagKeys: ['k é', 'other'] }));
    assert.deepEqual((await send(new batch.ListTagsForResourceCommand({ resourceArn }))).tags, {});
  },

  async paging() {
    const ids = [];
    for (let index = 0; index < 7; index++) ids.push(await submit(`Page-${index}`, 'life:1'));
    await Promise.all(ids.map(ended));
    const read = async () => {
      const found = [];
      for await (const page of batch.paginateListJobs({ client, pageSize: 3 }, { jobQueue: 'life-q', filters: [{ name: 'JOB_NAME', values: ['page-*'] }] })) {
        assert.ok(page.jobSummaryList.length <= 3);
        found.push(...page.jobSummaryList.map(job => job.jobId));
      }
      return found;
    };
    await until('all in the list', async () => (await read()).length === 7);
    assert.deepEqual(await read(), ids.toReversed());
    assert.deepEqual((await send(new batch.ListJobsCommand({ jobQueue: 'life-q' }))).jobSummaryList, []);
  },

  async policies() {
    const { arn } = await send(new batch.CreateSchedulingPolicyCommand({ name: 'life-sp', fairsharePolicy: { shareDistribution: [{ shareIdentifier: 'a*', weightFactor: 0.5 }] } }));
    const [policy] = (await send(new batch.DescribeSchedulingPoliciesCommand({ arns: [arn] }))).schedulingPolicies;
    assert.equal(policy.fairsharePolicy.shareDistribution[0].weightFactor, 0.5);
    assert.ok((await send(new batch.ListSchedulingPoliciesCommand({}))).schedulingPolicies.some(item => item.arn === arn));
    await send(new batch.DeleteSchedulingPolicyCommand({ arn }));
  },

  async snapshot() {
    const { frontOfQueue } = await send(new batch.GetJobQueueSnapshotCommand({ jobQueue: 'life-q' }));
    assert.ok(Array.isArray(frontOfQueue.jobs) && frontOfQueue.lastUpdatedAt > 0);
  },

  async errors() {
    await refused(new batch.SubmitJobCommand({ jobName: 'j', jobQueue: 'no-such-queue', jobDefinition: 'life' }), 'ClientException', /not found/);
    await refused(new batch.SubmitJobCommand({ jobName: 'bad name!', jobQueue: 'life-q', jobDefinition: 'life' }), 'ClientException', /pattern/);
    await refused(new batch.SubmitJobCommand({ jobName: 'j', jobQueue: 'life-q', jobDefinition: 'life', timeout: { attemptDurationSeconds: 59 } }), 'ClientException', /60/);
    await refused(new batch.CreateJobQueueCommand({ jobQueueName: 'life-q', priority: 1, computeEnvironmentOrder: [{ order: 1, computeEnvironment: 'life-ce' }] }), 'ClientException', /already exists/);
    await refused(new batch.DeleteJobQueueCommand({ jobQueue: 'life-q' }), 'ClientException', /DISABLED/);
    assert.deepEqual((await send(new batch.DescribeJobsCommand({ jobs: ['00000000-0000-0000-0000-000000000000'] }))).jobs, []);
    const error = await logClient.send(new logs.GetLogEventsCommand({ logGroupName: group, logStreamName: 'no/such/stream' })).catch(e => e);
    assert.equal(error.name, 'ResourceNotFoundException');
    const stranger = new batch.BatchClient({ credentials: { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: 'wrong' } });
    const mismatch = await stranger.send(new batch.DescribeJobQueuesCommand({})).catch(e => e);
    assert.deepEqual([mismatch.name, mismatch.$metadata.httpStatusCode], ['InvalidSignatureException', 403]);
  },

  async end() {
    await send(new batch.UpdateJobQueueCommand({ jobQueue: 'life-q', state: 'DISABLED' }));
    await until('a disabled queue', async () => (await send(new batch.DescribeJobQueuesCommand({ jobQueues: ['life-q'] }))).jobQueues[0].status === 'VALID');
    await send(new batch.DeleteJobQueueCommand({ jobQueue: 'life-q' }));
    await until('no queue', async () => (await send(new batch.DescribeJobQueuesCommand({ jobQueues: ['life-q'] }))).jobQueues.length === 0);
    await send(new batch.UpdateComputeEnvironmentCommand({ computeEnvironment: 'life-ce', state: 'DISABLED' }));
    await until('a disabled environment', async () =>
      (await send(new batch.DescribeComputeEnvironmentsCommand({ computeEnvironments: ['life-ce'] }))).computeEnvironments[0].status === 'VALID');
    await send(new batch.DeleteComputeEnvironmentCommand({ computeEnvironment: 'life-ce' }));
    await until('no environment', async () => (await send(new batch.DescribeComputeEnvironmentsCommand({ computeEnvironments: ['life-ce'] }))).computeEnvironments.length === 0);
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
