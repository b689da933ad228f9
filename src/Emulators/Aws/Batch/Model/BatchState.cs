using MultiBatch.Emulators.Aws.Wire;

namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>Everything the service knows. Guarded by <see cref="Sync"/>.</summary>
internal sealed class BatchState
{
    private readonly string _prefix;

    public BatchState(string region, string account)
    {
        Region = region;
        Account = account;
        _prefix = $"arn:aws:batch:{region}:{account}:";
    }

    public Lock Sync { get; } = new();

    public string Region { get; }

    public string Account { get; }

    public SortedDictionary<string, EnvironmentEntry> Environments { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, QueueEntry> Queues { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, PolicyEntry> Policies { get; } = new(StringComparer.Ordinal);

    /// <summary>The revisions of each definition, oldest first.</summary>
    public SortedDictionary<string, List<DefinitionEntry>> Definitions { get; } = new(StringComparer.Ordinal);

    /// <summary>Jobs and parents by id.</summary>
    public Dictionary<string, JobEntry> Jobs { get; } = new(StringComparer.Ordinal);

    public long NextOrdinal { get; set; }

    /// <summary>Attempts that start or run, in all.</summary>
    public int BusySlots { get; set; }

    public string ArnOf(string kind, string name) => $"{_prefix}{kind}/{name}";

    public EnvironmentEntry? FindEnvironment(string nameOrArn) => Environments.GetValueOrDefault(NameOf("compute-environment", nameOrArn));

    public QueueEntry? FindQueue(string nameOrArn) => Queues.GetValueOrDefault(NameOf("job-queue", nameOrArn));

    /// <summary>A job, or a child by <c>id:index</c>.</summary>
    public JobEntry? FindJob(string id)
    {
        var name = NameOf("job", id);
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return Jobs.GetValueOrDefault(name);
        }

        return Jobs.GetValueOrDefault(name[..colon]) is { Children: { } children } && int.TryParse(name.AsSpan(colon + 1), out var index) && index >= 0 && index < children.Length
            ? children[index]
            : null;
    }

    /// <summary>A definition by name (its latest active revision), <c>name:revision</c> or ARN.</summary>
    public DefinitionEntry? FindDefinition(string reference, bool activeOnly)
    {
        var name = NameOf("job-definition", reference);
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (!Definitions.TryGetValue(colon < 0 ? name : name[..colon], out var revisions))
        {
            return null;
        }

        var found = colon < 0 ? revisions.LastOrDefault(revision => revision.IsActive)
            : int.TryParse(name.AsSpan(colon + 1), out var number) ? revisions.FirstOrDefault(revision => revision.Revision == number)
            : null;
        return found is { IsActive: false } && activeOnly ? null : found;
    }

    /// <summary>The tags of a resource.</summary>
    /// <exception cref="AwsException">There is no such resource.</exception>
    public Dictionary<string, string> TagsOf(string arn)
    {
        var kind = arn.StartsWith(_prefix, StringComparison.Ordinal) ? arn[_prefix.Length..].Split('/')[0] : string.Empty;
        var tags = kind switch
        {
            "compute-environment" => FindEnvironment(arn)?.Tags,
            "job-queue" => FindQueue(arn)?.Tags,
            "job-definition" => FindDefinition(arn, activeOnly: false)?.Tags,
            "scheduling-policy" => Policies.GetValueOrDefault(NameOf("scheduling-policy", arn))?.Tags,
            "job" => FindJob(arn)?.Terms.Tags,
            _ => throw AwsException.OfClient($"Invalid ARN: {arn}"),
        };
        return tags ?? throw AwsException.OfClient($"Resource {arn} does not exist");
    }

    private string NameOf(string kind, string nameOrArn)
    {
        var prefix = ArnOf(kind, string.Empty);
        return nameOrArn.StartsWith(prefix, StringComparison.Ordinal) ? nameOrArn[prefix.Length..] : nameOrArn;
    }
}
