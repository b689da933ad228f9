using System.Globalization;
using System.Security.Cryptography;

namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>Everything the service knows. Guarded by <see cref="Sync"/>.</summary>
internal sealed class GoogleState
{
    public GoogleState(string project, long number)
    {
        Project = project;
        ProjectNumber = number.ToString(CultureInfo.InvariantCulture);
    }

    public Lock Sync { get; } = new();

    public string Project { get; }

    public string ProjectNumber { get; }

    /// <summary>Jobs by location and id.</summary>
    public Dictionary<(string Location, string Id), JobEntry> Jobs { get; } = [];

    /// <summary>Jobs in the order they were created.</summary>
    public SortedDictionary<long, JobEntry> JobsByOrdinal { get; } = [];

    public Dictionary<(string Location, string Id), OperationEntry> Operations { get; } = [];

    /// <summary>Requests by method, location and id.</summary>
    public Dictionary<(string Method, string Location, Guid Id), RememberedRequest> Requests { get; } = [];

    public long NextOrdinal { get; set; }

    /// <summary>Tasks that have a process, in all.</summary>
    public int BusySlots { get; set; }

    public JobEntry? FindJob(string location, string id) => Jobs.GetValueOrDefault((location, id));

    public bool IsProject(string nameOrNumber) => nameOrNumber == Project || nameOrNumber == ProjectNumber;

    public OperationEntry AddOperation(string verb, JobEntry job, bool isAlpha, DateTimeOffset now)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"operation-{now.ToUnixTimeMilliseconds()}-{RandomNumberGenerator.GetHexString(13, lowercase: true)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        var operation = new OperationEntry
        {
            Id = id,
            Name = $"projects/{Project}/locations/{job.Location}/operations/{id}",
            Location = job.Location,
            Ordinal = NextOrdinal++,
            Verb = verb,
            Target = job.Name,
            CreatedAt = now,
            IsAlpha = isAlpha,
        };
        Operations.Add((job.Location, id), operation);
        return operation;
    }
}
