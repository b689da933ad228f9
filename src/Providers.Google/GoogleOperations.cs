using MultiBatch.Providers.Google.Diagnosing;
using MultiBatch.Providers.Google.Jobs;
using MultiBatch.Providers.Google.Logs;
using MultiBatch.Providers.Google.Wire;

namespace MultiBatch.Providers.Google;

/// <summary>What a provider works with once the project of its connection is known.</summary>
internal sealed class GoogleOperations
{
    public GoogleOperations(IGoogleBatchWire batch, IGoogleLogsWire logs, GoogleBatchOptions options, TimeProvider clock, GoogleScope scope)
    {
        Scope = scope;
        Reader = new JobReader(batch, scope, new KnownJobs(), new TaskPages(batch, clock));
        Lister = new JobLister(batch, scope, Reader);
        Submitter = new JobSubmitter(batch, scope, Reader);
        Submissions = new SubmissionFinder(Reader);
        Canceller = new JobCanceller(batch, scope, Reader, new OperationWaiter(batch, clock));
        Logs = new LogReader(logs, scope, Reader, options, clock);
        Diagnoser = new JobDiagnoser(Reader, clock);
    }

    public GoogleScope Scope { get; }

    public JobReader Reader { get; }

    public JobLister Lister { get; }

    public JobSubmitter Submitter { get; }

    public SubmissionFinder Submissions { get; }

    public JobCanceller Canceller { get; }

    public LogReader Logs { get; }

    public JobDiagnoser Diagnoser { get; }
}
