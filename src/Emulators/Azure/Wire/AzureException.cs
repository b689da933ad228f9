namespace MultiBatch.Emulators.Azure.Wire;

/// <summary>Something the service refuses.</summary>
internal sealed class AzureException : Exception
{
    public AzureException(int status, string code, string message, params (string Key, string Value)[] values)
        : base(message)
    {
        Status = status;
        Code = code;
        Values = values;
    }

    public int Status { get; }

    /// <summary>The name of the error.</summary>
    public string Code { get; }

    /// <summary>What the service says besides, by name.</summary>
    public IReadOnlyList<(string Key, string Value)> Values { get; }

    public static AzureException InvalidBody(string reason) =>
        new(400, "InvalidRequestBody", "The specified Request Body is not syntactically valid.", ("Reason", reason));

    public static AzureException InvalidValue(string name, string value, string reason) => new(
        400, "InvalidPropertyValue", "The value provided for one of the properties in the request body is invalid.",
        ("PropertyName", name), ("PropertyValue", value), ("Reason", reason));

    public static AzureException Missing(string name) => new(
        400, "MissingRequiredProperty", "A required property was not specified in the request body.", ("PropertyName", name));

    public static AzureException InvalidQuery(string name, string value, string reason) => new(
        400, "InvalidQueryParameterValue", "Value for one of the query parameters specified in the request URI is invalid.",
        ("QueryParameterName", name), ("QueryParameterValue", value), ("Reason", reason));

    public static AzureException NotNow(string reason) => new(
        409, "OperationInvalidForCurrentState", "The requested operation is invalid for the current state of the resource.", ("Reason", reason));

    public static AzureException NotFound(string what) => new(404, what + "NotFound", $"The specified {Words(what)} does not exist.");

    private static string Words(string what) => what == "Node" ? "node" : what.ToLowerInvariant();
}
