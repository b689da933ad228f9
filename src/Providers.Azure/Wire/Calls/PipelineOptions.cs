using Azure.Core;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Azure.Wire.Calls;

/// <summary>How the vendor's pipeline is set up.</summary>
internal sealed class PipelineOptions : ClientOptions
{
    public PipelineOptions()
    {
        RetryPolicy = new OnePerCallPolicy();
        Retry.NetworkTimeout = Timeout.InfiniteTimeSpan;
        Diagnostics.ApplicationId = ProductName.Value;
    }
}
