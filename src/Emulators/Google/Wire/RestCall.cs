using System.Globalization;
using System.Net;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Google.Wire;

/// <summary>What a request asks for: the method of the service, the names in the path, the parameters.</summary>
internal sealed class RestCall
{
    // https://cloud.google.com/apis/docs/system-parameters
    private static readonly HashSet<string> SystemParameters =
        ["$alt", "alt", "$.xgafv", "$callback", "callback", "$key", "key", "$prettyPrint", "prettyPrint", "$quotaUser", "quotaUser", "$userProject", "userProject", "access_token", "oauth_token"];

    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    private RestCall(string method, IReadOnlyList<string> names)
    {
        Method = method;
        Names = names;
    }

    /// <summary>The method, as the service calls it: <c>CreateJob</c>.</summary>
    public string Method { get; }

    /// <summary>The names in the path: project, location, job or operation, group, task.</summary>
    public IReadOnlyList<string> Names { get; }

    public bool IsAlpha { get; private init; }

    /// <summary>Whether the client wants numbers for the words of enumerations.</summary>
    public bool IsNumeric { get; private set; }

    public string Project => Names.Count > 0 ? Names[0] : string.Empty;

    public string Location => Names[1];

    /// <summary>Reads a request; null when there is nothing at its address.</summary>
    public static RestCall? Find(EmulatorRequest request)
    {
        if (request.Path == "/v2/entries:list" && request.Method == "POST")
        {
            return new RestCall("ListLogEntries", []).WithParameters(request.Query);
        }

        var parts = request.Path.Split('/');
        if (parts.Length < 5 || parts[1] is not ("v1" or "v1alpha") || parts[2] != "projects" || parts[4] != "locations")
        {
            return null;
        }

        // A verb is written as it is; a colon that belongs to a name is not.
        var colon = parts[^1].LastIndexOf(':');
        var verb = colon < 0 ? string.Empty : parts[^1][colon..];
        parts[^1] = colon < 0 ? parts[^1] : parts[^1][..colon];
        var kinds = string.Join('/', parts.Where((_, place) => place >= 2 && place % 2 == 0));
        var names = parts.Where((_, place) => place >= 3 && place % 2 == 1).Select(Uri.UnescapeDataString).ToList();
        if (names.Any(name => name.Length == 0))
        {
            return null;
        }

        var isItem = parts.Length % 2 == 0;
        var method = (request.Method, kinds, isItem, verb) switch
        {
            ("GET", "projects/locations", false, "") => "ListLocations",
            ("GET", "projects/locations", true, "") => "GetLocation",
            ("POST", "projects/locations/jobs", false, "") => "CreateJob",
            ("GET", "projects/locations/jobs", false, "") => "ListJobs",
            ("GET", "projects/locations/jobs", true, "") => "GetJob",
            ("DELETE", "projects/locations/jobs", true, "") => "DeleteJob",
            ("PATCH", "projects/locations/jobs", true, "") when parts[1] == "v1alpha" => "UpdateJob",
            ("POST", "projects/locations/jobs", true, ":cancel") => "CancelJob",
            ("GET", "projects/locations/jobs/taskGroups/tasks", false, "") => "ListTasks",
            ("GET", "projects/locations/jobs/taskGroups/tasks", true, "") => "GetTask",
            ("GET", "projects/locations/operations", false, "") => "ListOperations",
            ("GET", "projects/locations/operations", true, "") => "GetOperation",
            ("DELETE", "projects/locations/operations", true, "") => "DeleteOperation",
            ("POST", "projects/locations/operations", true, ":cancel") => "CancelOperation",
            _ => null,
        };
        return method is null ? null : new RestCall(method, names) { IsAlpha = parts[1] == "v1alpha" }.WithParameters(request.Query);
    }

    /// <summary>A parameter by its name in JSON; null when it is left out or empty.</summary>
    public string? Text(string name) => _parameters.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>A number; 0 when it is left out.</summary>
    /// <exception cref="GoogleException">It is no number.</exception>
    public int Whole(string name) => Text(name) is not { } text ? 0
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw GoogleException.Invalid(Snake(name), $"Invalid value at '{Snake(name)}' (TYPE_INT32), \"{text}\"");

    /// <summary>Refuses parameters that the method does not have.</summary>
    /// <exception cref="GoogleException">There is one.</exception>
    public void Expect(params ReadOnlySpan<string> names)
    {
        var violations = new List<FieldViolation>();
        foreach (var name in _parameters.Keys)
        {
            if (!names.Contains(name) && !SystemParameters.Contains(name))
            {
                violations.Add(new FieldViolation(string.Empty, $"Invalid JSON payload received. Unknown name \"{name}\": Cannot bind query parameter. Field '{name}' could not be found in request message."));
            }
        }

        if (violations.Count > 0)
        {
            throw GoogleException.Invalid(violations);
        }
    }

    private static string Snake(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? "_" + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string Camel(string name)
    {
        var parts = name.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length < 2 || SystemParameters.Contains(name) ? name : parts[0] + string.Concat(parts[1..].Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }

    private RestCall WithParameters(string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = WebUtility.UrlDecode(equals < 0 ? pair : pair[..equals]);
            _parameters[Camel(name)] = equals < 0 ? string.Empty : WebUtility.UrlDecode(pair[(equals + 1)..]);
        }

        IsNumeric = (_parameters.GetValueOrDefault("$alt") ?? string.Empty).Contains("enum-encoding=int", StringComparison.Ordinal);
        return this;
    }
}
