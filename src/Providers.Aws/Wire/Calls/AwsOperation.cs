using MultiBatch.Providers.Aws.Auth;

namespace MultiBatch.Providers.Aws.Wire.Calls;

/// <summary>An operation of a service: where it goes and whether it changes anything.</summary>
internal sealed class AwsOperation
{
    /// <summary>What stands for the resource in a path.</summary>
    public const string PathPlaceholder = "{resourceArn}";

    private static readonly KeyValuePair<string, string>[] NoHeaders = [];

    public required AwsService Service { get; init; }

    /// <summary>The name in the service's API.</summary>
    public required string Name { get; init; }

    public HttpMethod Method { get; init; } = HttpMethod.Post;

    public required string Path { get; init; }

    /// <summary>Null when there is no body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Further headers, by lower-case names; they are signed.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = NoHeaders;

    /// <summary>Whether a lost reply leaves open what has become of something.</summary>
    public required bool IsChange { get; init; }

    public override string ToString() => $"{Service}:{Name}";
}
