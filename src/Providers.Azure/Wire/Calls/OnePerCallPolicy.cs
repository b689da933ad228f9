using Azure.Core;
using Azure.Core.Pipeline;

namespace MultiBatch.Providers.Azure.Wire.Calls;

/// <summary>In place of the pipeline's retries: one call is one attempt, since only the client knows what may be sent again.</summary>
internal sealed class OnePerCallPolicy : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNextAsync(message, pipeline);
}
