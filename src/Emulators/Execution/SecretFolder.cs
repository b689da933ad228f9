using System.Collections.Concurrent;

namespace MultiBatch.Emulators.Execution;

/// <summary>The secrets that jobs may refer to, each in a file that only this user can read; deleted with the emulator.</summary>
internal sealed class SecretFolder
{
    private readonly ConcurrentDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly string _folder;

    public SecretFolder(string folder, IReadOnlyDictionary<string, string> secrets)
    {
        _folder = folder;
        foreach (var (reference, value) in secrets)
        {
            Put(reference, value);
        }
    }

    /// <summary>Keeps a secret, or another value of one.</summary>
    public void Put(string reference, string value)
    {
        PrivateFolder.Create(_folder);
        var file = Path.Combine(_folder, Guid.NewGuid().ToString("n"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(file, options))
        {
            writer.Write(value);
        }

        _files[reference] = file;
    }

    /// <summary>The file of a secret; null when there is none such.</summary>
    public string? Find(string reference) => _files.GetValueOrDefault(reference);
}
