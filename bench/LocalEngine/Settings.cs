using System.Globalization;

namespace MultiBatch.Providers.Local.Benchmarks;

/// <summary>The options of a benchmark, as <c>--name value</c>.</summary>
internal sealed class Settings
{
    private readonly Dictionary<string, string> _values = [];

    public static Settings Read(IReadOnlyList<string> arguments)
    {
        var settings = new Settings();
        for (var place = 0; place + 1 < arguments.Count; place += 2)
        {
            settings._values[arguments[place].TrimStart('-')] = arguments[place + 1];
        }

        return settings;
    }

    public string Text(string name, string otherwise) => _values.TryGetValue(name, out var value) ? value : otherwise;

    public int Number(string name, int otherwise) =>
        _values.TryGetValue(name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A fresh folder below the one that was asked for, or below the system's temporary one. Nothing is deleted before a run: that slows file systems down.</summary>
    public string NewFolder()
    {
        var parent = Text("folder", Path.Combine(Path.GetTempPath(), "multibatch-bench"));
        var folder = Path.Combine(Path.GetFullPath(parent), Guid.NewGuid().ToString("N")[..12]);
        Directory.CreateDirectory(folder);
        return folder;
    }
}
