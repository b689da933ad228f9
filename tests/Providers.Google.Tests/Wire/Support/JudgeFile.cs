using System.Text.Json;

namespace MultiBatch.Providers.Google.Tests.Wire.Support;

/// <summary>
/// Keeps what was sent for the judge that reads it with the vendor's own definitions, in the form in which the emulator keeps its exchanges; only there when
/// the run of all tests asks for it.
/// </summary>
internal static class JudgeFile
{
    private const string FolderVariable = "MULTIBATCH_EMULATOR_EXCHANGES";

    private static readonly Lock Sync = new();
    private static readonly string Name = $"google-{Guid.NewGuid():n}.jsonl";

    /// <summary>Adds a request that was answered with an empty message.</summary>
    public static void Add(HttpRequestMessage request, string? body)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } folder || OperationOf(request) is not { } operation)
        {
            return;
        }

        var line = JsonSerializer.Serialize(new
        {
            operation,
            method = request.Method.Method,
            path = request.RequestUri!.AbsolutePath,
            query = request.RequestUri.Query.TrimStart('?'),
            request = body ?? string.Empty,
            status = 200,
            contentType = "application/json",
            reply = "{}",
        });
        lock (Sync)
        {
            Directory.CreateDirectory(folder);
            File.AppendAllText(Path.Combine(folder, Name), line + "\n");
        }
    }

    private static string? OperationOf(HttpRequestMessage request)
    {
        var parts = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
        var isItem = parts.Length % 2 == 1;
        var kind = isItem ? parts[^2] : parts[^1];
        return (request.Method.Method, kind, isItem) switch
        {
            (_, "entries:list", _) => "ListLogEntries",
            (_, "v2", _) => "ListLogEntries",
            ("POST", "jobs", false) => "CreateJob",
            ("GET", "jobs", false) => "ListJobs",
            ("GET", "jobs", true) => "GetJob",
            ("DELETE", "jobs", true) => "DeleteJob",
            ("POST", "jobs", true) => "CancelJob",
            ("GET", "tasks", false) => "ListTasks",
            ("GET", "tasks", true) => "GetTask",
            _ => null,
        };
    }
}
