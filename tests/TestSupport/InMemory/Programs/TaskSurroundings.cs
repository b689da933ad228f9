using MultiBatch.Jobs;
using MultiBatch.TestSupport.InMemory.Reading;

namespace MultiBatch.TestSupport.InMemory.Programs;

/// <summary>What a program can see and touch.</summary>
internal sealed class TaskSurroundings(
    IReadOnlyDictionary<string, string> environment, AttemptOutput output, InMemoryWorld world, IReadOnlyList<Mount> mounts)
{
    public IReadOnlyDictionary<string, string> Environment => environment;

    public AttemptOutput Output => output;

    public InMemoryWorld World => world;

    /// <summary>The text of a file; null when there is none.</summary>
    public string? Read(string path) => Resolve(path) is var (file, _) ? world.ReadFile(file) : null;

    /// <summary>Writes a file; false where nothing can be written.</summary>
    public bool TryWrite(string path, string text)
    {
        if (Resolve(path) is not (var file, false))
        {
            return false;
        }

        world.WriteFile(file, text);
        return true;
    }

    /// <summary>The file behind a path of the task: only what is mounted can be seen.</summary>
    private (string File, bool ReadOnly)? Resolve(string path)
    {
        var mount = mounts.FirstOrDefault(mount => path.StartsWith(mount.Target.TrimEnd('/') + "/", StringComparison.Ordinal));
        return mount is null ? null : (mount.Source.TrimEnd('/') + path[mount.Target.TrimEnd('/').Length..], mount.ReadOnly == true);
    }
}
