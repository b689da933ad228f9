using System.Text.Json;
using MultiBatch.Jobs;

namespace MultiBatch.Definitions;

/// <summary>One revision of a job definition. A revision never changes; registering the same content again gives the same revision.</summary>
public sealed record JobDefinition
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The revision, from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>The template.</summary>
    public required JobSpec Job { get; init; }

    /// <summary>False once deregistered: jobs that name the revision are refused.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Labels of the definition itself. Default: none.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>A hash of the content, by which an equal registration is recognised; null when the provider keeps none.</summary>
    public string? ContentHash { get; init; }

    /// <summary>When the revision was registered.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>The provider's own id.</summary>
    public string? NativeId { get; init; }

    /// <summary>The service's own description, as received; null when there is none.</summary>
    public JsonElement? Native { get; init; }

    /// <summary>This revision, as <c>name:revision</c>.</summary>
    public JobDefinitionReference Reference => new(Name, Revision);
}
