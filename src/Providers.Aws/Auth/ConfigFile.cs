namespace MultiBatch.Providers.Aws.Auth;

/// <summary>
/// The endpoints in the vendor's config file. Its core package reads the rest of a profile, but gives out neither the <c>services</c> sections
/// nor, for any but the default profile, <c>endpoint_url</c>.
/// </summary>
internal sealed class ConfigFile
{
    private readonly Dictionary<string, Dictionary<string, string>> _sections = new(StringComparer.Ordinal);

    private ConfigFile()
    {
    }

    /// <summary>Reads the file that <c>AWS_CONFIG_FILE</c> names, or <c>~/.aws/config</c>; a file that is not there or cannot be read is empty.</summary>
    public static ConfigFile Read(Func<string, string?> variables)
    {
        var path = Text.Of(variables("AWS_CONFIG_FILE"))
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws", "config");
        try
        {
            return Parse(File.Exists(path) ? File.ReadAllLines(path) : []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ConfigFile();
        }
    }

    public static ConfigFile Parse(IEnumerable<string> lines)
    {
        var file = new ConfigFile();
        Dictionary<string, string>? section = null;
        string? parent = null;
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] is '#' or ';')
            {
                continue;
            }

            if (text[0] == '[')
            {
                var end = text.IndexOf(']');
                var name = string.Join(" ", text.Substring(1, (end < 0 ? text.Length : end) - 1).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
                section = file._sections.TryGetValue(name, out var known) ? known : file._sections[name] = new(StringComparer.OrdinalIgnoreCase);
                parent = null;
                continue;
            }

            var equals = text.IndexOf('=');
            if (section is null || equals <= 0)
            {
                continue;
            }

            var key = text.Substring(0, equals).Trim();
            var value = text.Substring(equals + 1).Trim();
            if (line[0] is ' ' or '\t' && parent is not null)
            {
                section[parent + "." + key] = value;
            }
            else
            {
                section[key] = value;
                parent = key;
            }
        }

        return file;
    }

    /// <summary>What a profile says of its endpoint for every service; null when nothing.</summary>
    public string? EndpointOf(string profile) => Find(SectionOf(profile), "endpoint_url");

    /// <summary>What the <c>services</c> section that a profile names says of the endpoint of one service; null when nothing.</summary>
    public string? EndpointOf(string profile, AwsService service) =>
        Find(SectionOf(profile), "services") is { } services ? Find("services " + services, service.Section + ".endpoint_url") : null;

    // The default profile may be written either way.
    private string SectionOf(string profile) => _sections.ContainsKey("profile " + profile) || profile != "default" ? "profile " + profile : profile;

    private string? Find(string section, string key) =>
        _sections.TryGetValue(section, out var values) && values.TryGetValue(key, out var value) ? Text.Of(value) : null;
}
