namespace MultiBatch.Providers.Google.Wire.Calls;

/// <summary>The services that are called.</summary>
internal enum GoogleService
{
    Batch,
    Logging,
}
