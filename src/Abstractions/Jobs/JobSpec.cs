using System.Text.Json.Serialization;
using System.Text.Json;
using MultiBatch.Definitions;

namespace MultiBatch.Jobs;

/// <summary>
/// What to run, described once for every provider. Every property is optional and null means "not set": a field that is set
/// gets a disposition in the plan of every provider, and is never ignored silently.
/// </summary>
/// <remarks>Exactly one of <see cref="Command"/> and <see cref="Script"/> must be set once a definition has been merged in.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record JobSpec
{
    /// <summary>The job's name, for people and filters; need not be unique. Default: derived from the command.</summary>
    public string? Name { get; init; }

    /// <summary>The queue to submit to. Default: the connection's default queue.</summary>
    public string? Queue { get; init; }

    /// <summary>The definition whose fields this spec is laid over. Default: none.</summary>
    public JobDefinitionReference? Definition { get; init; }

    /// <summary>Values for the <c>Ref::name</c> placeholders in the command of the definition or of this spec.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>The program and its arguments, started without a shell: no expansion, no pipes, each item one argument.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The body of a script, run through its <c>#!</c> line or, without one, by the platform's standard shell.</summary>
    public string? Script { get; init; }

    /// <summary>The container image to run in. Default: none; providers that need one reject the plan.</summary>
    public string? Image { get; init; }

    /// <summary>Environment variables of the task.</summary>
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    /// <summary>Environment variables whose values are fetched from a secret store by the machine that runs the task.</summary>
    public IReadOnlyDictionary<string, SecretReference>? Secrets { get; init; }

    /// <summary>Folders, file systems and buckets to mount into the task.</summary>
    public IReadOnlyList<Mount>? Mounts { get; init; }

    /// <summary>What the task needs of its machine.</summary>
    public ResourceSpec? Resources { get; init; }

    /// <summary>The cloud identities the task and its start run under.</summary>
    public JobIdentity? Identity { get; init; }

    /// <summary>True to have the machine alone: no other job beside this one. Default: false.</summary>
    public bool? Exclusive { get; init; }

    /// <summary>How the machine is bought. Default: what the queue's environment says.</summary>
    public Purchase? Purchase { get; init; }

    /// <summary>How often, and after which ends, the task is tried again. Default: one attempt.</summary>
    public AttemptPolicy? Attempts { get; init; }

    /// <summary>How long one attempt may run, from its start. A timed-out attempt is not tried again. Default: no limit of ours.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Order within the queue: higher starts first. Default: 0, first come first served.</summary>
    public int? Priority { get; init; }

    /// <summary>Labels to find the job by and to account it to.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The jobs this one waits for; all conditions must be met.</summary>
    public IReadOnlyList<JobDependency>? DependsOn { get; init; }

    /// <summary>Makes the job an array of children. Default: a single job.</summary>
    public ArraySpec? Array { get; init; }

    /// <summary>
    /// Settings only one provider knows, by provider name (<c>aws</c>, <c>azure</c>, <c>google</c>, <c>local</c>). Sections of other
    /// providers are skipped; an unknown key in the section of the chosen provider is an error.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement>? Native { get; init; }
}
