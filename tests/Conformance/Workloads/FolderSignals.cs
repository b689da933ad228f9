namespace MultiBatch.Conformance.Workloads;

/// <summary>Gates and marks as files: a gate is open once its file exists, a mark has been left as often as its file has bytes.</summary>
public sealed class FolderSignals : TaskSignals
{
    private readonly string _folder;

    /// <summary>Creates the folder.</summary>
    /// <param name="folder">An absolute path that tasks can reach under the same name.</param>
    public FolderSignals(string folder)
    {
        _folder = folder ?? throw new ArgumentNullException(nameof(folder));
        Directory.CreateDirectory(folder);
    }

    /// <summary>The file of a gate.</summary>
    public string GatePath(string gate) => Path.Combine(_folder, gate + ".gate");

    /// <summary>The file of a mark.</summary>
    public string MarkPath(string mark) => Path.Combine(_folder, mark + ".mark");

    /// <inheritdoc/>
    public override Task OpenAsync(string gate, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        File.WriteAllText(GatePath(gate), string.Empty);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task<int> CountAsync(string mark, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = new FileInfo(MarkPath(mark));
        return Task.FromResult(file.Exists ? (int)file.Length : 0);
    }
}
