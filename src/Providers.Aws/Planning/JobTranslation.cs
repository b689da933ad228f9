using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>What a submit sends: a definition where none of its content is there, and the native jobs.</summary>
internal sealed record JobTranslation
{
    /// <summary>The definition; its name is a hash of its content.</summary>
    public required RegisterJobDefinitionRequest Definition { get; init; }

    public required JobShape Shape { get; init; }

    /// <summary>Makes the request of a part.</summary>
    public required Func<int, SubmitJobRequest> Part { get; init; }
}
