using MultiBatch.Diagnosis;

namespace MultiBatch.Providers;

/// <summary>A provider that can read the account's quotas.</summary>
public interface IQuotaProvider
{
    /// <summary>The quotas that matter to batch jobs.</summary>
    Task<IReadOnlyList<ServiceQuota>> GetQuotasAsync(CancellationToken cancellationToken);
}
