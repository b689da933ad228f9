using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Google.Wire;

/// <summary>Something the service refuses.</summary>
internal sealed class GoogleException : Exception
{
    private GoogleException(int status, string code, string message, JsonArray? details = null)
        : base(message)
    {
        Status = status;
        Code = code;
        Details = details;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The name of the code, as <c>INVALID_ARGUMENT</c>.</summary>
    public string Code { get; }

    /// <summary>What goes with it; null for nothing.</summary>
    public JsonArray? Details { get; }

    public static GoogleException Invalid(string message) => new(400, "INVALID_ARGUMENT", message);

    /// <summary>A field that breaks a rule.</summary>
    public static GoogleException Invalid(string field, string rule) => Invalid([new FieldViolation(field, rule)]);

    public static GoogleException Invalid(IReadOnlyList<FieldViolation> violations) => new(
        400,
        "INVALID_ARGUMENT",
        string.Join('\n', violations.Select(violation => violation.Description)),
        [
            new JsonObject
            {
                ["@type"] = "type.googleapis.com/google.rpc.BadRequest",
                ["fieldViolations"] = new JsonArray([.. violations.Select(violation => (JsonNode)new JsonObject { ["field"] = violation.Field, ["description"] = violation.Description })]),
            },
        ]);

    public static GoogleException Precondition(string message) => new(400, "FAILED_PRECONDITION", message);

    public static GoogleException NotFound(string name) => new(404, "NOT_FOUND", $"Resource '{name}' was not found");

    public static GoogleException AlreadyExists(string name) => new(409, "ALREADY_EXISTS", $"Resource \"{name}\" already exists");

    public static GoogleException Unimplemented(string message) => new(501, "UNIMPLEMENTED", message);

    public static GoogleException Unauthenticated(string message, string reason) => new(401, "UNAUTHENTICATED", message, [ErrorInfo(reason, [])]);

    public static GoogleException Denied(string permission, string resource) => new(
        403,
        "PERMISSION_DENIED",
        $"Permission '{permission}' denied on '{resource}' (or it may not exist).",
        [ErrorInfo("IAM_PERMISSION_DENIED", new JsonObject { ["permission"] = permission, ["resource"] = resource })]);

    public static GoogleException Exhausted(int status, string message) => new(status, "RESOURCE_EXHAUSTED", message, [ErrorInfo("RATE_LIMIT_EXCEEDED", [])]);

    public static GoogleException OfStatus(int status, string message) => new(
        status, status switch { 503 => "UNAVAILABLE", 504 => "DEADLINE_EXCEEDED", 429 => "RESOURCE_EXHAUSTED", 501 => "UNIMPLEMENTED", 409 => "ABORTED", 403 => "PERMISSION_DENIED", _ => "INTERNAL" }, message);

    private static JsonObject ErrorInfo(string reason, JsonObject metadata)
    {
        metadata["service"] = "batch.googleapis.com";
        return new JsonObject
        {
            ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo",
            ["reason"] = reason,
            ["domain"] = "googleapis.com",
            ["metadata"] = metadata,
        };
    }
}
