using MultiBatch.Providers.Aws.Diagnosing;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Logs;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Resources;
using MultiBatch.Providers.Aws.Wire;

namespace MultiBatch.Providers.Aws;

/// <summary>What a provider works with once the region of its connection is known.</summary>
internal sealed class AwsOperations
{
    public AwsOperations(IAwsBatchWire batch, IAwsLogsWire logs, AwsBatchOptions options, TimeProvider clock, string region)
    {
        Region = region;
        var known = new KnownJobs();
        var sent = new SentParts();
        Reader = new JobReader(batch, known, region);
        Lister = new JobLister(batch, Reader);
        Children = new ChildLister(batch, Reader);
        Submitter = new JobSubmitter(batch, known, sent, clock, region);
        Submissions = new SubmissionFinder(batch, Reader, sent, options, clock);
        Terminator = new JobTerminator(batch, Reader);
        Dependents = new DependentFinder(batch, Reader, region);
        QueueFacts = new QueueFactsReader(batch, clock);
        Logs = new LogReader(logs, Reader, options, clock);
        Environments = new EnvironmentOperations(batch, options, clock);
        Queues = new QueueOperations(batch, QueueFacts, clock);
        Definitions = new DefinitionOperations(batch, options);
        Diagnoser = new JobDiagnoser(batch, Reader, QueueFacts, clock);
    }

    public string Region { get; }

    public JobReader Reader { get; }

    public JobLister Lister { get; }

    public ChildLister Children { get; }

    public JobSubmitter Submitter { get; }

    public SubmissionFinder Submissions { get; }

    public JobTerminator Terminator { get; }

    public DependentFinder Dependents { get; }

    public QueueFactsReader QueueFacts { get; }

    public LogReader Logs { get; }

    public EnvironmentOperations Environments { get; }

    public QueueOperations Queues { get; }

    public DefinitionOperations Definitions { get; }

    public JobDiagnoser Diagnoser { get; }
}
