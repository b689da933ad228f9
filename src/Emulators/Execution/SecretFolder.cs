using System.Globalization;

namespace MultiBatch.Emulators.Execution;

/// <summary>The secrets that jobs may refer to, each in a file that only this user can read; deleted with the emulator.</summary>
internal sealed class SecretFolder
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public SecretFolder(string folder, IReadOnlyDictionary<string, string> secrets)
    {
        if (secrets.Count == 0)
        {
            return;
        }

        PrivateFolder.Create(folder);
        foreach (var (reference, value) in secrets)
        {
            var file = Path.Combine(folder, _files.Count.ToString(CultureInfo.InvariantCulture));
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(file, options);
            writer.Write(value);
            _files[reference] = file;
        }
    }

    /// <summary>The file of a secret; null when there is none such.</summary>
    public string? Find(string reference) => _files.GetValueOrDefault(reference);
}
