using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Attempts;

/// <summary>
/// The values of secrets that were handed over with jobs: in memory only, until the job has ended. A file is read anew by each attempt and
/// never kept. Belongs to the loop, but for what <see cref="For"/> gives.
/// </summary>
internal sealed class SecretVault
{
    private readonly Dictionary<JobKey, IReadOnlyDictionary<string, string>> _handedOver = [];
    private readonly bool _readsEnvironment;

    /// <param name="readsEnvironment">Whether this process's own variables are the submitter's.</param>
    public SecretVault(bool readsEnvironment) => _readsEnvironment = readsEnvironment;

    public void Keep(JobKey job, IReadOnlyDictionary<string, string>? values)
    {
        if (values is { Count: > 0 })
        {
            _handedOver[job] = values;
        }
    }

    public void Forget(JobKey job) => _handedOver.Remove(job);

    /// <summary>What finds the secrets of a job, on whatever thread starts it.</summary>
    public SecretReader For(JobKey job, IReadOnlyDictionary<string, SecretReference> secrets) =>
        new(secrets, _handedOver.TryGetValue(job, out var values) ? values : null, _readsEnvironment);
}
