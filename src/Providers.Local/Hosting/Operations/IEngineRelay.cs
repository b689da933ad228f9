namespace MultiBatch.Providers.Local.Hosting.Operations;

/// <summary>Takes operations to an engine.</summary>
internal interface IEngineRelay
{
    /// <summary>Carries out one operation.</summary>
    Task<TReply> InvokeAsync<TRequest, TReply>(TypedOperation<TRequest, TReply> operation, TRequest request, CancellationToken cancellationToken);
}
