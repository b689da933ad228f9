using MultiBatch.Catalogue;
using MultiBatch.Providers.Azure.Diagnosing;
using MultiBatch.Providers.Azure.Jobs;
using MultiBatch.Providers.Azure.Logs;
using MultiBatch.Providers.Azure.Resources;
using MultiBatch.Providers.Azure.Wire;

namespace MultiBatch.Providers.Azure;

/// <summary>What a provider works with.</summary>
internal sealed class AzureOperations
{
    public AzureOperations(IAzureBatchWire wire, AzureBatchOptions options, TimeProvider clock, ICatalogStore? catalogue, Func<string> account)
    {
        var known = new KnownJobs();
        var runs = new RunStore(catalogue, account);
        Generations = new Generations(wire, options, clock);
        Reader = new JobReader(new TaskReader(wire), Generations, runs, known);
        Lister = new JobLister(Reader, Generations);
        Submitter = new JobSubmitter(wire, Generations, known);
        Submissions = new SubmissionFinder(Reader, Generations);
        Terminator = new JobTerminator(wire, Reader);
        Restarter = new JobRestarter(wire, Reader, runs);
        Logs = new LogReader(wire, Reader);
        Environments = new EnvironmentOperations(wire, options, Generations, clock);
        Queues = new QueueOperations(wire, Generations, Reader);
        Diagnoser = new JobDiagnoser(wire, Reader);
        Dependencies = new DependencyFactsReader(Reader, Generations);
    }

    public Generations Generations { get; }

    public JobReader Reader { get; }

    public JobLister Lister { get; }

    public JobSubmitter Submitter { get; }

    public SubmissionFinder Submissions { get; }

    public JobTerminator Terminator { get; }

    public JobRestarter Restarter { get; }

    public LogReader Logs { get; }

    public EnvironmentOperations Environments { get; }

    public QueueOperations Queues { get; }

    public JobDiagnoser Diagnoser { get; }

    public DependencyFactsReader Dependencies { get; }
}
