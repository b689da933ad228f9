using System.Diagnostics;
using System.Text.Json;
using MultiBatch.Providers.Local.Journal.Format;

namespace MultiBatch.Providers.Local.Journal.Storage;

/// <summary>
/// A note beside the lock on who holds it, for the message to the next opener. Only the lock counts: the note may be
/// missing or out of date. (The lock file itself cannot be read while it is locked.)
/// </summary>
internal sealed record LockOwner
{
    private const string Name = "lock.owner";

    /// <summary>The process id.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The name of the program.</summary>
    public required string Program { get; init; }

    /// <summary>When it took the lock.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Notes that this process holds the lock.</summary>
    public static void Write(string folder, TimeProvider time)
    {
        using var process = Process.GetCurrentProcess();
        var owner = new LockOwner { ProcessId = process.Id, Program = process.ProcessName, Since = time.GetUtcNow() };
        try
        {
            File.WriteAllBytes(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(owner, StateJson.Default.LockOwner));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The lock is held all the same. On a full disk the state must still open.
        }
    }

    /// <summary>Who holds the lock as far as the note tells, or null.</summary>
    public static LockOwner? Find(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, Name)), StateJson.Default.LockOwner);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Takes the note away; called while the lock is still held.</summary>
    public static void Remove(string folder)
    {
        try
        {
            File.Delete(Path.Combine(folder, Name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next owner overwrites it.
        }
    }
}
