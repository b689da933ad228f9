using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A job to look at.</summary>
internal sealed record DiagnoseRequest
{
    public required JobReference Reference { get; init; }
}
