using MultiBatch.Definitions;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A definition to register.</summary>
internal sealed record RegisterDefinitionRequest
{
    public required JobDefinitionSpec Spec { get; init; }
}
