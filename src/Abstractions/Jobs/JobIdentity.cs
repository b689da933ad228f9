using System.Text.Json.Serialization;

namespace MultiBatch.Jobs;

/// <summary>The cloud identities of a job.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record JobIdentity
{
    /// <summary>Who the task is: a job role on AWS, a managed identity on Azure, a service account on Google.</summary>
    public string? Task { get; init; }

    /// <summary>Who starts the task (pulls the image, reads the secrets): the execution role on AWS; elsewhere the machine's own.</summary>
    public string? Execution { get; init; }
}
