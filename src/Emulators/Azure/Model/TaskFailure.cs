using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Azure.Model;

/// <summary>Why a task failed.</summary>
internal sealed record TaskFailure
{
    public const string ExitCode = "FailureExitCode";
    public const string Ended = "TaskEnded";

    public required string Code { get; init; }

    public required string Message { get; init; }

    public bool IsServerError { get; init; }

    /// <summary>Whether it happened before the command could run.</summary>
    public bool IsBeforeStart { get; init; }

    /// <summary>Whether it happened when output files were stored.</summary>
    public bool IsUpload { get; init; }

    public IReadOnlyList<(string Name, string Value)> Details { get; init; } = [];

    public static TaskFailure OfExit { get; } = new()
    {
        Code = ExitCode,
        Message = "The task exited with an exit code representing a failure",
        Details = [("Message", "The task process exited with an unexpected exit code"), ("AdditionalErrorCode", ExitCode)],
    };

    public static TaskFailure OfEnd { get; } = new() { Code = Ended, Message = "Task Was Ended by User Request" };

    public JsonObject ToJson(Func<string, string, string> echo)
    {
        var json = new JsonObject
        {
            ["category"] = IsServerError ? echo("servererror", "ServerError") : echo("usererror", "UserError"),
            ["code"] = Code,
            ["message"] = Message,
        };
        if (Details.Count > 0)
        {
            json["details"] = new JsonArray([.. Details.Select(detail => (JsonNode)new JsonObject { ["name"] = detail.Name, ["value"] = detail.Value })]);
        }

        return json;
    }
}
