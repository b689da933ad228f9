using System.Text.Json;
using MultiBatch.Providers.Local.Journal.Format;

namespace MultiBatch.Providers.Local.Journal.Storage;

/// <summary>The file that says in which format a state folder is, so that an older program keeps its hands off a newer folder.</summary>
internal sealed record FolderFormat
{
    /// <summary>
    /// The format that this program writes and the newest that it reads. 1: the first. 2: snapshots may hold packed jobs.
    /// </summary>
    public const int CurrentVersion = 2;

    private const string Name = "format.json";
    private const string Identity = "multibatch-local-state";

    /// <summary>What the folder is.</summary>
    public required string Format { get; init; }

    /// <summary>The version of the whole folder.</summary>
    public required int Version { get; init; }

    /// <summary>
    /// Checks the format of <paramref name="folder"/> and notes the present one in a folder that has none yet or an older one. Every older format
    /// is still read, so that nothing else is to be converted.
    /// </summary>
    /// <exception cref="BatchException">
    /// <see cref="BatchErrorCode.Unsupported"/>: a newer program wrote it; <see cref="BatchErrorCode.Provider"/>: the file is damaged.
    /// </exception>
    public static void Ensure(IStateFolder folder)
    {
        if (!folder.List().Contains(Name))
        {
            Write(folder);
            return;
        }

        var found = Read(folder);
        if (found.Version > CurrentVersion)
        {
            throw JournalErrors.NewerFormat(folder.Path, Name, found.Version, CurrentVersion);
        }

        if (found.Version < CurrentVersion)
        {
            // Before the first line that an older program would not understand.
            Write(folder);
        }
    }

    private static FolderFormat Read(IStateFolder folder)
    {
        using var stream = folder.Read(Name);
        try
        {
            var format = JsonSerializer.Deserialize(stream, StateJson.Default.FolderFormat);
            return format is { Format: Identity, Version: > 0 }
                ? format
                : throw JournalErrors.Damaged(folder.Path, Name, 1, 0, $"it does not say that this is a folder of '{Identity}'");
        }
        catch (JsonException error)
        {
            throw JournalErrors.Damaged(folder.Path, Name, (error.LineNumber ?? 0) + 1, 0, "it is not JSON", error);
        }
    }

    private static void Write(IStateFolder folder)
    {
        const string Temporary = Name + StateFileName.TemporarySuffix;
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new FolderFormat { Format = Identity, Version = CurrentVersion },
            StateJson.Default.FolderFormat);
        using (var file = folder.Create(Temporary))
        {
            file.Write(json, 0, json.Length);
            file.Sync();
        }

        folder.Rename(Temporary, Name);
        folder.Sync();
    }
}
